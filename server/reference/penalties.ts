import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { Confidence } from '../../shared/schema/common.ts';
import { OptionalText, type ReferenceContent, readEntries, type SourceReading, sourceText } from './content.ts';

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

/** Articles of a decree that are repealed, by first and last number, and the last day of an act that they judge. */
const Repeals = Type.Object({
  repeals: Type.Array(
    Type.Object({
      decree: Type.String(),
      lastDay: Type.String(),
      articles: Type.Array(Type.Tuple([Type.Integer(), Type.Integer()])),
    }),
  ),
});
const { repeals } = Value.Parse(Repeals, JSON.parse(sourceText('repeals.json')));

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
    effectiveTo: effectiveTo ?? repealedAfter(entry),
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

/** The last day of an act that the entry judges; null while it stands. Which article it is may not be known: it is not relied on. */
function repealedAfter({ decree, article }: Static<typeof Penalty>): string | null {
  const repeal = repeals.find(
    (each) =>
      each.decree === decree &&
      (article === null || each.articles.some(([first, last]) => first <= article && article <= last)),
  );
  return repeal?.lastDay ?? null;
}
