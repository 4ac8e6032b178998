import { type Static, Type } from 'typebox';
import { Confidence } from './common.ts';

const Text = Type.String();
const OptionalText = Type.Optional(Type.Union([Text, Type.Null()]));

/** A provision that a template or rule names, before it is looked up in the penalty catalogue of the day. */
const NamedProvision = Type.Object({
  document: Text,
  article: Type.Integer(),
  clause: Type.Optional(Type.Integer()),
  point: Type.Optional(Text),
  validTo: OptionalText,
});

export const TemplateItem = Type.Object({
  id: Text,
  questionVi: Text,
  questionEn: Text,
  hintVi: Text,
  answerKind: Type.Enum(['complies', 'select', 'text', 'number', 'date', 'table', 'photo']),
  evidenceExpected: OptionalText,
  options: Type.Optional(Type.Array(Text)),
  columns: Type.Optional(Type.Array(Text)),
  unit: OptionalText,
  required: Type.Optional(Type.Boolean()),
  /** Ask only when the named earlier item's answer is one of these. */
  relevance: Type.Optional(Type.Object({ item: Text, equals: Type.Array(Text) })),
  provision: Type.Optional(NamedProvision),
  penaltyId: OptionalText,
  note: OptionalText,
  confidence: Confidence,
  source: Text,
});
export type TemplateItem = Static<typeof TemplateItem>;

/** Inspection template: `data` of a reference document of kind `template`. */
export const TemplateData = Type.Object({
  titleVi: Text,
  titleEn: Text,
  subject: Text,
  legalBasis: Type.Array(Type.Object({ document: Text, article: Text, source: Text, confidence: Confidence })),
  documentsToRequestVi: Type.Array(Text),
  sections: Type.Array(Type.Object({ titleVi: Text, titleEn: Text, items: Type.Array(TemplateItem) })),
});
export type TemplateData = Static<typeof TemplateData>;

/** One violation of a sanction decree: kind `penalty`. Fines in VND. */
export const PenaltyData = Type.Object({
  decree: Text,
  /** 0 where the number has not been read, and for a clause also where the article has none. */
  article: Type.Integer(),
  clause: Type.Integer(),
  point: Text,
  subject: Text,
  /** Heading of the article, where the source gives it. */
  articleHeadingVi: OptionalText,
  behaviourVi: Text,
  behaviourEn: OptionalText,
  /** A warning is possible instead of a fine; the only measure where the fine is 0. */
  warning: Type.Optional(Type.Boolean()),
  fineMin: Type.Integer(),
  fineMax: Type.Integer(),
  appliesTo: Type.Enum(['organisation', 'individual']),
});
export type PenaltyData = Static<typeof PenaltyData>;

/** How long a visit may take, by who carries it out. Days count from the day after the announcement. */
export const DurationData = Type.Object({
  byVi: Text,
  /** Whose visits it is for: units of a ministry, of a province or of a commune; absent where neither. */
  level: Type.Optional(Type.Enum(['ministry', 'province', 'commune'])),
  max: Type.Integer(),
  /** Extensions that may follow, each in days. */
  extend: Type.Array(Type.Integer()),
  article: OptionalText,
});
export type DurationData = Static<typeof DurationData>;

/** Procedure of a case: kind `procedure`. */
export const ProcedureData = Type.Object({
  law: Text,
  kind: Type.Enum(['inspection', 'specialisedCheck']),
  /** Id of the workflow in shared/domain/workflow that carries it. */
  workflow: Text,
  durations: Type.Optional(Type.Array(DurationData)),
  durationsArticle: OptionalText,
  durationsConfidence: Type.Optional(Confidence),
  steps: Type.Array(
    Type.Object({
      n: Type.Integer(),
      stepVi: Text,
      responsibleVi: OptionalText,
      documentVi: OptionalText,
      timeLimitVi: OptionalText,
      article: OptionalText,
      confidence: Confidence,
    }),
  ),
});
export type ProcedureData = Static<typeof ProcedureData>;

/** A time limit: kind `deadline`. */
export const DeadlineData = Type.Object({
  /** Id of the rule; two documents of different dates of effect may have the same. */
  rule: Type.Optional(Text),
  subjectVi: Text,
  amount: Type.Union([Type.Number(), Type.Null()]),
  unit: Text,
  from: Text,
  article: OptionalText,
  articleVi: OptionalText,
});
export type DeadlineData = Static<typeof DeadlineData>;

/** A day off or a compensatory working day: kind `holiday`. */
export const HolidayData = Type.Object({
  date: Text,
  /** Last day of several; absent for one. */
  to: OptionalText,
  nameVi: Text,
  working: Type.Boolean(),
});
export type HolidayData = Static<typeof HolidayData>;

/** Province by date: kind `province`. */
export const ProvinceData = Type.Object({ code: Text, nameVi: Text, kind: Text });

/** An inspecting body by date: kind `unit`. */
export const UnitData = Type.Object({ scope: Text, nameVi: Text, nameEn: Text, parentVi: OptionalText });

/** A colleague whom a case's team can take: kind `person`. */
export const PersonCardData = Type.Object({ personId: Text, name: Text, title: Text, role: Text, unitName: Text });
export type PersonCardData = Static<typeof PersonCardData>;

export const referenceData = {
  template: TemplateData,
  penalty: PenaltyData,
  procedure: ProcedureData,
  deadline: DeadlineData,
  holiday: HolidayData,
  province: ProvinceData,
  unit: UnitData,
  person: PersonCardData,
} as const;
