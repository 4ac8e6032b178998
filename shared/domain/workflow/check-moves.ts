import type { Problem } from '../../problem/problem.ts';
import type { CaseState, InspectionCase, Move } from '../../schema/cases.ts';
import type { Conflict } from '../../schema/common.ts';
import type { Person } from '../../schema/people.ts';
import { isSame } from '../merge/shape.ts';
import { type CaseFacts, isSeenInCase, missingOf } from './conditions.ts';
import { isApproved } from './lock.ts';
import { isMover, mayLeadTo, workflowOf } from './moves.ts';
import type { Edge } from './workflow.ts';

const firstState: CaseState = 'preparing';

/**
 * Whether the state of a pushed case follows from the stored one (null: from the beginning): stored moves are all still
 * there, each new one is an edge of the workflow, made by the person who pushes and may make it, and they lead from the
 * stored state to the new one. What the case's own document shows of a move's conditions is checked; answers and
 * findings arrive apart and are checked where the move is made.
 *
 * Moves made side by side: a new move may start from a state that the case has been in before. It is kept in `moves`;
 * the case is then in the stored state, or, where the merge let the new one stand, in that with an open conflict at
 * `/state` to show it. Settling that conflict may set the state without a move, for who could make a move to it.
 */
export function checkMoves(stored: InspectionCase | null, next: InspectionCase, person: Person): Problem | null {
  const storedMoves = stored?.moves ?? [];
  const storedState = stored?.state ?? firstState;
  if (!keepsAll(storedMoves, next.moves)) return refused('history', storedState, next.state);
  const known = new Set(storedMoves.map((move) => move.id));
  const made = next.moves.filter((move) => !known.has(move.id));
  const { edges } = workflowOf(next);
  // A team is judged as it stood: nobody makes themself its leader and moves the case in one push.
  const team = stored?.team ?? next.team;

  if (isApproved(storedState) && !isApproved(next.state) && !isReopened(stored, next, person)) {
    return refused('locked', storedState, next.state);
  }
  const reachable = new Set<CaseState>([firstState, storedState, ...storedMoves.map((move) => move.to)]);
  for (const move of made) {
    const edge = edges.find(({ from, to }) => from === move.from && to === move.to);
    if (!edge || !reachable.has(move.from)) return refused('move', move.from, move.to);
    if (move.by !== person.id) return refused('author', move.from, move.to);
    if (!isMover(edge, team, person)) return refused('role', move.from, move.to);
    const missing = missingInCase(edge, move, next);
    if (missing) return missing;
    reachable.add(move.to);
  }
  if (isLedTo(stored, next, made)) return null;
  const isSettled = next.state !== storedState && isSettledBy(person, stored, next, made);
  return isSettled && mayLeadTo({ ...next, team }, person, next.state)
    ? null
    : refused('state', storedState, next.state);
}

/** True when the new moves explain the new state. */
function isLedTo(stored: InspectionCase | null, next: InspectionCase, made: readonly Move[]): boolean {
  const from = stored?.state ?? firstState;
  // A move that another one overtook is kept, and leaves the case where it is.
  if (next.state === from) return true;
  const onward = made.slice(made.findIndex((move) => move.from === from));
  if (onward[0]?.from === from && isChain(onward)) return next.state === onward.at(-1)?.to;
  const claims = (value: unknown) => (entry: Conflict) => entry.values.some((claim) => claim.value === value);
  const shown = next.conflicts.filter((entry) => entry.path === '/state' && entry.settled === null);
  return shown.some(claims(from)) && shown.some(claims(next.state)) && made.some((move) => move.to === next.state);
}

function isChain(made: readonly Move[]): boolean {
  return made.every((move, place) => place === 0 || made[place - 1]?.to === move.from);
}

function keepsAll(stored: readonly Move[], next: readonly Move[]): boolean {
  const byId = new Map(next.map((move) => [move.id, move]));
  return byId.size === next.length && stored.every((move) => isSame(byId.get(move.id), move));
}

function missingInCase(edge: Edge, move: Move, inspectionCase: InspectionCase): Problem | null {
  if (edge.reasonRequired && move.reason.trim() === '')
    return { code: 'workflow.missing', details: { condition: 'reason' } };
  const facts: CaseFacts = {
    inspectionCase,
    requiredUnanswered: [],
    findings: [],
    outOfForce: [],
    contradicted: [],
    withoutFinding: [],
    openRemarks: [],
    openConflicts: [],
  };
  for (const condition of edge.needs.filter(isSeenInCase)) {
    const missing = missingOf(condition, facts);
    if (missing) return { code: 'workflow.missing', details: { condition, count: missing.count } };
  }
  return null;
}

/** The person chose between values that stood in the stored case, or that their own moves brought along. */
function isSettledBy(
  person: Person,
  stored: InspectionCase | null,
  next: InspectionCase,
  made: readonly Move[],
): boolean {
  const atState = stored?.conflicts.filter(({ path }) => path === '/state') ?? [];
  const settledBefore = new Set(atState.filter(({ settled }) => settled !== null).map(({ id }) => id));
  const offered = [
    ...atState.filter(({ settled }) => settled === null).flatMap(({ values }) => values.map(({ value }) => value)),
    ...made.map((move) => move.to),
  ];
  const isChoice = ({ id, path, settled }: Conflict) =>
    path === '/state' && settled?.by === person.id && settled.value === next.state && !settledBefore.has(id);
  return offered.includes(next.state) && next.conflicts.some(isChoice);
}

/** What has been approved is opened again only by somebody who may approve, choosing between moves made side by side. */
function isReopened(stored: InspectionCase | null, next: InspectionCase, person: Person): boolean {
  if (!stored) return false;
  const made = next.moves.filter((move) => !stored.moves.some(({ id }) => id === move.id));
  return isSettledBy(person, stored, next, made) && mayLeadTo(stored, person, 'approved');
}

function refused(
  rule: 'history' | 'move' | 'author' | 'role' | 'state' | 'locked',
  from: CaseState,
  to: CaseState,
): Problem {
  return { code: 'workflow.refused', details: { rule, from, to } };
}
