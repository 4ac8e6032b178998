import { type Static, Type } from 'typebox';
import { CaseKind } from './cases.ts';
import { Confidence } from './common.ts';
import { documentKinds } from './documents.ts';
import { PublicKey } from './evidence.ts';

const Text = Type.String();
const OptionalText = Type.Optional(Type.Union([Text, Type.Null()]));

/** A provision that a template or rule names, before it is looked up in the penalty catalogue of the day. */
export const NamedProvision = Type.Object({
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

/** An official form: kind `form`. Its texts are the form's own; what a document says in a field stands under the field's id. */
export const FormData = Type.Object({
  /** As its decree has it, `MBB15`; and the symbol that stands in the document's number. */
  code: Text,
  symbol: OptionalText,
  /** The symbol by which its numbers follow one another and are given by laptops; absent where it has none, or a clerk gives them. */
  series: Type.Optional(Text),
  /** The kind of case that it is for; absent where it serves every case. */
  caseKind: Type.Optional(CaseKind),
  /** What a document of this form does in a case; absent where the program makes none by it yet. */
  use: Type.Optional(Type.Enum([...documentKinds])),
  titleVi: Text,
  titleEn: OptionalText,
  decree: Text,
  sections: Type.Array(
    Type.Object({
      headingVi: Text,
      fixedTextVi: OptionalText,
      fields: Type.Array(
        Type.Object({
          id: Text,
          labelVi: Text,
          kind: Text,
          required: Type.Boolean(),
          noteVi: OptionalText,
        }),
      ),
    }),
  ),
  signers: Type.Array(Type.Object({ roleVi: Text, noteVi: OptionalText })),
  copies: Type.Array(Text),
  rulesVi: Type.Optional(Type.Array(Text)),
});
export type FormData = Static<typeof FormData>;

/** Public keys of a person on their laptops: kind `keys`. Colleagues know by them what is theirs, and address to them. */
export const KeysData = Type.Object({
  personId: Text,
  devices: Type.Array(
    Type.Object({
      deviceId: Text,
      /** Ed25519, and X25519 for what is sealed for this person there. */
      signing: PublicKey,
      sealing: PublicKey,
      /** ISO 8601. */
      since: Text,
      revoked: Type.Boolean(),
    }),
  ),
});
export type KeysData = Static<typeof KeysData>;

export const referenceData = {
  template: TemplateData,
  penalty: PenaltyData,
  procedure: ProcedureData,
  deadline: DeadlineData,
  holiday: HolidayData,
  province: ProvinceData,
  unit: UnitData,
  person: PersonCardData,
  form: FormData,
  keys: KeysData,
} as const;
