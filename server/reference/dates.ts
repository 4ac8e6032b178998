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
  sourceVi: Type.String(),
  confidence: Confidence,
});

/** The events from which time runs, as the files name them. */
const fromVi: Readonly<Record<string, string>> = {
  'violation detected': 'từ khi phát hiện vi phạm',
  'violator identified or expertise received': 'từ khi xác định được đối tượng vi phạm hoặc có kết quả giám định',
  'minutes made': 'từ khi lập biên bản',
  'decision made': 'từ ngày ra quyết định',
  'decision received': 'từ ngày nhận quyết định',
  'act ended, or detected if still going on': 'từ khi chấm dứt hành vi, hoặc từ khi phát hiện nếu hành vi đang diễn ra',
  'decision fully executed or its limitation ended': 'từ khi chấp hành xong hoặc hết thời hiệu thi hành quyết định',
  'execution period ended': 'từ khi hết thời hạn chấp hành',
  'petition received': 'từ ngày nhận đơn',
  'complaint received': 'từ ngày nhận khiếu nại',
  'complaint accepted': 'từ ngày thụ lý khiếu nại',
  'denunciation received': 'từ ngày nhận tố cáo',
  'denunciation accepted': 'từ ngày thụ lý tố cáo',
  'on-site inspection ended': 'từ khi kết thúc thanh tra trực tiếp',
  'conclusion signed': 'từ ngày ký kết luận',
  'final draft submitted': 'từ ngày trình dự thảo kết luận cuối cùng',
};

/** Time limits. An id that stands twice, by date, is told apart by `@` and the day from which it holds. */
export function readDeadlines(): SourceReading {
  return readEntries('deadlines.json', 'rules', Deadline, (entry) => {
    const { id, effectiveFrom, effectiveTo, source, sourceVi, confidence, ...data } = entry;
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
        article: source,
        articleVi: sourceVi,
        fromVi: fromVi[entry.from] ?? entry.from,
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
