import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { CaseKind, TeamMember } from '../../../shared/schema/cases.ts';
import { Id, Line, OptionalDate, Paragraph, Sector } from '../../../shared/schema/common.ts';
import type { Person } from '../../../shared/schema/people.ts';

/** An entity that is not known yet: what is needed to inspect it; the rest can follow. */
export const NewEntity = Type.Object(
  {
    name: Line,
    form: Type.Enum(['organisation', 'household', 'individual']),
    code: Type.String({ maxLength: 20 }),
    address: Line,
    representative: Line,
    sectors: Type.Array(Sector),
  },
  { additionalProperties: false },
);
export type NewEntity = Static<typeof NewEntity>;

/** Everything that a person may type before the case is made. */
export const CaseDraft = Type.Object(
  {
    /** The chosen entity, or the new one that is being described; null while neither. */
    entityId: Type.Union([Id, Type.Null()]),
    newEntity: Type.Union([NewEntity, Type.Null()]),
    kind: CaseKind,
    planned: Type.Boolean(),
    /** The person goes on with the nearest procedure where the day has none of its own. */
    nearestAccepted: Type.Boolean(),
    templateIds: Type.Array(Id),
    /** False until the person has chosen templates, so that those suggested may still follow the entity. */
    templatesChosen: Type.Boolean(),
    legalGround: Type.Object(
      { number: Line, issuedOn: OptionalDate, issuedBy: Line, summary: Paragraph },
      { additionalProperties: false },
    ),
    content: Paragraph,
    /** False while the content is the one that was filled in. */
    contentTyped: Type.Boolean(),
    periodFrom: OptionalDate,
    periodTo: OptionalDate,
    startsOn: OptionalDate,
    endsOn: OptionalDate,
    /** False once the person has chosen the last day; absent in drafts of before it was filled in. */
    endsOnFilled: Type.Optional(Type.Boolean()),
    team: Type.Array(TeamMember),
  },
  { additionalProperties: false },
);
export type CaseDraft = Static<typeof CaseDraft>;

/** Name of the note that holds the draft. */
export const draftNote = 'new-case.draft';

/** A new draft: an unplanned specialised check, led by whoever makes it when they lead teams. */
export function emptyDraft(me: Person): CaseDraft {
  return {
    entityId: null,
    newEntity: null,
    kind: 'specialisedCheck',
    planned: false,
    nearestAccepted: false,
    templateIds: [],
    templatesChosen: false,
    legalGround: { number: '', issuedOn: null, issuedBy: '', summary: '' },
    content: '',
    contentTyped: false,
    periodFrom: null,
    periodTo: null,
    startsOn: null,
    endsOn: null,
    team: [{ id: me.id, name: me.name, role: 'leader', sections: [] }],
  };
}

/** The draft out of a note; null when there is none, or an older version of the program wrote it otherwise. */
export function draftFrom(note: unknown): CaseDraft | null {
  return Value.Check(CaseDraft, note) ? note : null;
}

/** True while the last day follows from the first. */
export function endFollowsStart({ endsOn, endsOnFilled }: CaseDraft): boolean {
  return endsOnFilled ?? endsOn === null;
}

/** True when the person has typed or chosen nothing yet. */
export function isUntouched(draft: CaseDraft, me: Person): boolean {
  return JSON.stringify(draft) === JSON.stringify(emptyDraft(me));
}
