import { type Static, Type } from 'typebox';
import { Confidence } from '../../shared/schema/common.ts';
import { OptionalText, type ReferenceContent, readEntries, type SourceReading } from './content.ts';

const Penalty = Type.Object({
  id: Type.String(),
  decree: Type.String(),
  article: Type.Union([Type.Integer(), Type.Null()]),
  clause: Type.Union([Type.Integer(), Type.Literal('')]),
  point: Type.String(),
  subject: Type.String(),
  behaviourVi: Type.String(),
  fineMin: Type.Optional(Type.Integer()),
  fineMax: Type.Optional(Type.Integer()),
  warning: Type.Optional(Type.Boolean()),
  warningOnly: Type.Optional(Type.Boolean()),
  appliesTo: Type.String(),
  effectiveFrom: Type.String(),
  effectiveTo: OptionalText,
  confidence: Confidence,
  source: Type.String(),
});

/** Decree 174/2026/NĐ-CP replaces Decree 15/2020/NĐ-CP for acts from 2026-07-01 (its art. 117). */
const replaced = { decree: '15/2020/NĐ-CP', lastDay: '2026-06-30' };

/** The violations of the sanction decrees, by date of the act. */
export function readPenalties(): SourceReading {
  const readings = ['penalties.json', 'penalties-174-2026.json'].map((file) =>
    readEntries(file, 'entries', Penalty, contentOf),
  );
  return {
    contents: readings.flatMap((reading) => reading.contents),
    broken: readings.flatMap((reading) => reading.broken),
  };
}

function contentOf(entry: Static<typeof Penalty>): ReferenceContent {
  const { id, effectiveFrom, effectiveTo, confidence, source, warningOnly, warning, ...rest } = entry;
  return {
    id,
    kind: 'penalty',
    title: entry.behaviourVi,
    effectiveFrom,
    effectiveTo: effectiveTo ?? (entry.decree === replaced.decree ? replaced.lastDay : null),
    confidence,
    source,
    data: {
      ...rest,
      // 0: which article or clause it is has not been read.
      article: entry.article ?? 0,
      clause: entry.clause === '' ? 0 : entry.clause,
      fineMin: entry.fineMin ?? 0,
      fineMax: entry.fineMax ?? 0,
      ...(warningOnly || warning ? { warning: true } : {}),
    },
  };
}
