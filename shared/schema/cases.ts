import { type Static, Type } from 'typebox';
import type { CollectionDefinition } from './collection.ts';
import { CalendarDate, Id, Line, OptionalDate, Paragraph, PersonId, Sector, Stamp, synced } from './common.ts';

/** Kind of a case: its procedure is chosen by kind and date (Law 84/2025/QH15; Decree 217/2025/NĐ-CP). */
export const CaseKind = Type.Enum(['inspection', 'specialisedCheck'], { type: 'string', maxLength: 20 });
export type CaseKind = Static<typeof CaseKind>;

export const caseStates = [
  'preparing',
  'decided',
  'announced',
  'onSite',
  'reporting',
  'submitted',
  'returned',
  'approved',
  'handling',
  'followUp',
  'closed',
] as const;
export const CaseState = Type.Enum([...caseStates], { type: 'string', maxLength: 12 });
export type CaseState = (typeof caseStates)[number];

export const TeamRole = Type.Enum(['leader', 'member'], { type: 'string', maxLength: 8 });

export const TeamMember = Type.Object(
  {
    /** The person's id: one person stands once in a team. */
    id: PersonId,
    name: Line,
    role: TeamRole,
    /** Sections of the checklist that this person works through, by letter. */
    sections: Type.Array(Type.String({ maxLength: 8 }), { maxItems: 40 }),
  },
  { additionalProperties: false },
);
export type TeamMember = Static<typeof TeamMember>;

/** One move through the workflow. Moves are only ever added. */
export const Move = Type.Object(
  { id: Id, from: CaseState, to: CaseState, by: PersonId, at: Stamp, reason: Paragraph },
  { additionalProperties: false },
);
export type Move = Static<typeof Move>;

export const CaseSchema = synced({
  /** Official number, given by the server when the case first reaches it; empty until then. */
  number: Type.String({ maxLength: 40 }),
  kind: CaseKind,
  planned: Type.Boolean(),
  sector: Sector,
  /** Id of the procedure in force for this case: a document of reference data. */
  procedureId: Id,
  /** Ids of the inspection templates that make up its checklist, in order. */
  templateIds: Type.Array(Id, { minItems: 1, maxItems: 13 }),
  entityId: Id,
  entityName: Line,
  entityAddress: Line,
  /** Legal ground: the decision or document by which the case is carried out. */
  legalGround: Type.Object(
    { number: Line, issuedOn: OptionalDate, issuedBy: Line, summary: Paragraph },
    { additionalProperties: false },
  ),
  content: Paragraph,
  /** The period of the entity's activity that is inspected. */
  periodFrom: OptionalDate,
  periodTo: OptionalDate,
  /** When the team works. */
  startsOn: CalendarDate,
  endsOn: CalendarDate,
  team: Type.Array(TeamMember, { minItems: 1, maxItems: 60 }),
  state: CaseState,
  moves: Type.Array(Move, { maxItems: 500 }),
  /** Day of the nearest deadline, `9999-12-31` when there is none, and the deadline rule that gave it. */
  dueOn: CalendarDate,
  dueRule: Type.String({ maxLength: 60 }),
});
export type InspectionCase = Static<typeof CaseSchema>;

export const cases: CollectionDefinition = {
  name: 'cases',
  version: 0,
  schema: CaseSchema,
  indexes: [['dueOn', 'id'], ['number', 'id'], ['updatedAt'], ['state', 'dueOn'], ['state', 'updatedAt'], ['entityId']],
  searchFields: ['number', 'entityName', 'entityAddress', 'legalGround.number', 'content'],
  elementFields: ['team.id'],
  extraIndexes: [['id', 'dueOn', 'state', 'kind', 'sector', 'startsOn']],
  columns: ['state', 'entityId'],
  migrations: {},
};
