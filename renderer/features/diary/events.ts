import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import { dayOfLine } from '../../../shared/domain/diary/missing-days.ts';
import { remarkOf, withdrawals } from '../../../shared/domain/review/remarks.ts';
import { workflowOf } from '../../../shared/domain/workflow/moves.ts';
import type { Words } from '../../../shared/domain/workflow/words.ts';
import type { Activity } from '../../../shared/schema/activity.ts';
import type { Answer } from '../../../shared/schema/answers.ts';
import type { CaseState, InspectionCase, Move } from '../../../shared/schema/cases.ts';
import type { Conflict, Synced } from '../../../shared/schema/common.ts';
import type { OfficialDocument, Refusal, Signature } from '../../../shared/schema/documents.ts';
import type { ManagedEntity } from '../../../shared/schema/entities.ts';
import type { Finding } from '../../../shared/schema/findings.ts';
import { dayOf } from '../../ui/format.ts';

/** What the timeline tells apart; custody is told where the evidence stands; `withdrawn`: somebody took a reply of theirs back. */
export type EventKind =
  | Exclude<Activity['kind'], 'custody'>
  | 'withdrawn'
  | 'created'
  | 'finding'
  | 'documentMade'
  | 'signed'
  | 'refusedToSign';

/** What an event is about besides the case. */
export type EventSubject =
  | { readonly kind: 'move'; readonly verb: Words | null; readonly to: CaseState }
  | { readonly kind: 'remark'; readonly remark: Activity }
  | { readonly kind: 'reply'; readonly reply: Activity; readonly remark: Activity | null }
  | { readonly kind: 'finding'; readonly finding: Finding }
  /** `who`: who signed, or refused to. */
  | { readonly kind: 'document'; readonly document: OfficialDocument; readonly who: string }
  | { readonly kind: 'settled'; readonly place: SettledPlace; readonly conflict: Conflict }
  | { readonly kind: 'diary'; readonly doneBy: readonly string[] };

/** Whose values differed. */
export interface SettledPlace {
  readonly collection: 'cases' | 'entities' | 'answers' | 'findings';
  /** The checklist's item of an answer, the id of a finding; empty elsewhere. */
  readonly id: string;
}

/** One thing that happened in a case. */
export interface CaseEvent {
  readonly id: string;
  readonly kind: EventKind;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** yyyy-mm-dd: when it was; a line of the diary may be about an earlier day than it was written on. */
  readonly day: string;
  readonly by: string;
  readonly text: string;
  readonly subject: EventSubject | null;
}

export interface DayOfEvents {
  /** yyyy-mm-dd. */
  readonly day: string;
  readonly events: readonly CaseEvent[];
}

interface CaseParts {
  readonly inspectionCase: InspectionCase;
  /** Null while this device does not hold it. */
  readonly entity: ManagedEntity | null;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly findings: readonly Finding[];
  readonly documents: readonly OfficialDocument[];
  readonly activity: readonly Activity[];
}

/** An event as it is gathered; its day is that of `at` where it has none of its own. */
type Told = Omit<CaseEvent, 'day'> & { readonly day?: string };

/** Everything that happened in a case, newest first, by day in Viet Nam; a line of the diary on the day that it is about. */
export function eventsByDay(parts: CaseParts, isShown: (kind: EventKind) => boolean): DayOfEvents[] {
  const { inspectionCase, findings, documents, activity } = parts;
  const events = [
    created(inspectionCase),
    ...movesOf(inspectionCase),
    ...findings.map(foundBy),
    ...documents.flatMap(madeAndSigned),
    ...toldBy(activity),
    ...settledIn(parts),
  ];
  const days = new Map<string, CaseEvent[]>();
  for (const event of events.filter(({ kind }) => isShown(kind)).sort((a, b) => b.at - a.at)) {
    const day = event.day ?? dayOf(event.at);
    days.set(day, [...(days.get(day) ?? []), { ...event, day }]);
  }
  return [...days].map(([day, own]) => ({ day, events: own })).sort((a, b) => (a.day < b.day ? 1 : -1));
}

function created({ id, createdAt, createdBy }: InspectionCase): Told {
  return { id, kind: 'created', at: msOfStamp(createdAt), by: createdBy, text: '', subject: null };
}

function foundBy(finding: Finding): Told {
  const { id, createdAt, createdBy } = finding;
  return {
    id,
    kind: 'finding',
    at: msOfStamp(createdAt),
    by: createdBy,
    text: '',
    subject: { kind: 'finding', finding },
  };
}

/** A document tells itself who made it, who signed it, also an earlier text of it, and who refused to. */
function madeAndSigned(document: OfficialDocument): Told[] {
  const { id, createdAt, createdBy, attendees, signatures, refusals } = document;
  const about = (attendeeId = '') => {
    const who = attendees.find((each) => each.id === attendeeId)?.name ?? '';
    return { kind: 'document', document, who } as const;
  };
  const ofPerson = (
    kind: 'signed' | 'refusedToSign',
    { id: own, attendeeId, by, at }: Signature | Refusal,
    text: string,
  ): Told => ({ id: `${id} ${own}`, kind, at: msOfStamp(at), by, text, subject: about(attendeeId) });
  return [
    { id, kind: 'documentMade', at: msOfStamp(createdAt), by: createdBy, text: '', subject: about() },
    ...signatures.map((signature) => ofPerson('signed', signature, '')),
    ...refusals.map((refusal) => ofPerson('refusedToSign', refusal, refusal.reason)),
  ];
}

/** Values that differed and that somebody chose from: the documents themselves tell it. */
function settledIn({ inspectionCase, entity, answers, findings }: CaseParts): Told[] {
  const of = ({ conflicts }: Synced, place: SettledPlace): Told[] =>
    conflicts.flatMap((conflict) => {
      const { settled } = conflict;
      if (!settled) return [];
      const subject = { kind: 'settled', place, conflict } as const;
      const id = `${place.collection} ${place.id} ${conflict.id}`;
      return [{ id, kind: 'settled', at: msOfStamp(settled.at), by: settled.by, text: settled.reason, subject }];
    });
  return [
    ...of(inspectionCase, { collection: 'cases', id: '' }),
    ...(entity ? of(entity, { collection: 'entities', id: '' }) : []),
    ...[...answers.values()].flatMap((answer) => of(answer, { collection: 'answers', id: answer.itemId })),
    ...findings.flatMap((finding) => of(finding, { collection: 'findings', id: finding.id })),
  ];
}

/** Moves are told by the case itself. */
function movesOf(inspectionCase: InspectionCase): Told[] {
  const workflow = workflowOf(inspectionCase);
  return inspectionCase.moves.map(({ id, from, to, at, by, reason }: Move) => {
    const edge = workflow.edges.find((each) => each.from === from && each.to === to);
    const subject = { kind: 'move', verb: edge?.verb ?? null, to } as const;
    return { id, kind: 'transition', at: msOfStamp(at), by, text: reason, subject };
  });
}

function toldBy(activity: readonly Activity[]): Told[] {
  const byId = new Map(activity.map((each) => [each.id, each]));
  const takenBack = withdrawals(activity);
  const subjectOf = (told: Activity): EventSubject | null => {
    if (told.kind === 'remark') return { kind: 'remark', remark: told };
    if (told.kind === 'diary') return { kind: 'diary', doneBy: told.doneBy.map(({ id }) => id) };
    if (told.kind !== 'reply') return null;
    const reply = byId.get(takenBack.get(told.id) ?? '') ?? told;
    return { kind: 'reply', reply, remark: remarkOf(reply, byId) };
  };
  return activity.flatMap((told) => {
    const { id, kind, createdAt, createdBy: by, text } = told;
    // Moves are told by the case itself.
    if (kind === 'transition' || kind === 'custody') return [];
    const shown = takenBack.has(id) ? 'withdrawn' : kind;
    const event = { id, kind: shown, at: msOfStamp(createdAt), by, text, subject: subjectOf(told) } as const;
    return [kind === 'diary' ? { ...event, day: dayOfLine(told) } : event];
  });
}
