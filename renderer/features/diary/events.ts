import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import { workflowOf } from '../../../shared/domain/workflow/moves.ts';
import type { Words } from '../../../shared/domain/workflow/words.ts';
import type { Activity } from '../../../shared/schema/activity.ts';
import type { CaseState, InspectionCase, Move } from '../../../shared/schema/cases.ts';
import { dayOf } from '../../ui/format.ts';

/** What the timeline tells apart. */
export type EventKind = Exclude<Activity['kind'], 'transition'> | 'transition';

/** One thing that happened in a case. */
export interface CaseEvent {
  readonly id: string;
  readonly kind: EventKind;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: string;
  readonly text: string;
  /** What the move was called; null for everything but a move. */
  readonly verb: Words | null;
  /** The state that a move led into. */
  readonly to: CaseState | null;
}

export interface DayOfEvents {
  /** yyyy-mm-dd. */
  readonly day: string;
  readonly events: readonly CaseEvent[];
}

/** Everything that happened in a case, newest first, by day in Viet Nam. Moves are told by the case itself. */
export function eventsByDay(
  inspectionCase: InspectionCase,
  activity: readonly Activity[],
  isShown: (kind: EventKind) => boolean,
): DayOfEvents[] {
  const workflow = workflowOf(inspectionCase);
  const moves = inspectionCase.moves.map((move: Move): CaseEvent => {
    const edge = workflow.edges.find(({ from, to }) => from === move.from && to === move.to);
    return {
      id: move.id,
      kind: 'transition',
      at: msOfStamp(move.at),
      by: move.by,
      text: move.reason,
      verb: edge?.verb ?? null,
      to: move.to,
    };
  });
  const told = activity
    .filter(({ kind }) => kind !== 'transition')
    .map(
      ({ id, kind, createdAt, createdBy, text }): CaseEvent => ({
        id,
        kind,
        at: msOfStamp(createdAt),
        by: createdBy,
        text,
        verb: null,
        to: null,
      }),
    );
  const days = new Map<string, CaseEvent[]>();
  for (const event of [...moves, ...told].filter(({ kind }) => isShown(kind)).sort((a, b) => b.at - a.at)) {
    const day = dayOf(event.at);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...days].map(([day, events]) => ({ day, events }));
}
