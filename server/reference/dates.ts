import { Type } from 'typebox';
import { Confidence } from '../../shared/schema/common.ts';
import { OptionalText, readEntries, type SourceReading } from './content.ts';

const dayMs = 24 * 60 * 60_000;

const Deadline = Type.Object({
  id: Type.String(),
  subjectVi: Type.String(),
  amount: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
  unit: Type.Optional(Type.String()),
  rate: Type.Optional(Type.Number()),
  per: Type.Optional(Type.String()),
  from: Type.String(),
  effectiveFrom: OptionalText,
  effectiveTo: OptionalText,
  source: Type.String(),
  confidence: Confidence,
});

/** Time limits. An id that stands twice, by date, is told apart by `@` and the day from which it holds. */
export function readDeadlines(): SourceReading {
  return readEntries('deadlines.json', 'rules', Deadline, (entry) => {
    const { id, effectiveFrom, effectiveTo, source, confidence, ...data } = entry;
    return {
      id: effectiveFrom ? `${id}@${effectiveFrom}` : id,
      kind: 'deadline',
      title: entry.subjectVi,
      effectiveFrom: effectiveFrom ?? null,
      effectiveTo: effectiveTo ?? null,
      confidence,
      source,
      data: {
        ...data,
        rule: id,
        amount: entry.amount ?? entry.rate ?? null,
        unit: entry.unit ?? `ratePer.${entry.per}`,
      },
    };
  });
}

const Holiday = Type.Object({
  date: Type.Optional(Type.String()),
  from: Type.Optional(Type.String()),
  to: Type.Optional(Type.String()),
  nameVi: Type.Optional(Type.String()),
  confidence: Confidence,
});

/** Days off, and Saturdays worked instead: one document a day. */
export function readHolidays(): SourceReading {
  const readings = [readDays('days', false, 'Ngày nghỉ'), readDays('compensatoryWorkingDays', true, 'Ngày làm bù')];
  return {
    contents: readings.flatMap((reading) => reading.contents),
    broken: readings.flatMap((reading) => reading.broken),
  };
}

function readDays(field: string, working: boolean, unnamed: string): SourceReading {
  return readEntries('holidays.json', field, Holiday, ({ date, from, to, nameVi = unnamed, confidence }) =>
    daysBetween(date ?? from ?? '', date ?? to ?? '').map((day) => ({
      id: `holiday-${day}`,
      kind: 'holiday',
      title: nameVi,
      effectiveFrom: day,
      effectiveTo: day,
      confidence,
      source: 'Bộ luật Lao động 2019, Điều 112 và thông báo hằng năm',
      data: { date: day, nameVi, working },
    })),
  );
}

function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += dayMs)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
