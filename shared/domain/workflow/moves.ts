import { ProblemError } from '../../problem/problem.ts';
import { type CaseState, caseStates, type InspectionCase, type Move } from '../../schema/cases.ts';
import type { Person } from '../../schema/people.ts';
import { type CaseFacts, type Missing, missingOf } from './conditions.ts';
import { inspection2022, inspection2025 } from './inspection.ts';
import { specialisedCheck2025 } from './specialised-check-2025.ts';
import type { Edge, Phase, Workflow } from './workflow.ts';

export const workflows: readonly Workflow[] = [specialisedCheck2025, inspection2025, inspection2022];

/** The workflow of a case: by its procedure; where that names none, by kind and the day on which the visit starts. */
export function workflowOf(inspectionCase: Pick<InspectionCase, 'procedureId' | 'kind' | 'startsOn'>): Workflow {
  const { procedureId, kind, startsOn } = inspectionCase;
  const ofKind = workflows.filter((workflow) => workflow.kind === kind);
  return (
    ofKind.find((workflow) => procedureId === workflow.id || procedureId.endsWith(`.${workflow.id}`)) ??
    ofKind.find((workflow) => workflow.from <= startsOn && (workflow.to === null || startsOn <= workflow.to)) ??
    ofKind[0] ??
    specialisedCheck2025
  );
}

/** The moves that a person may make from the case's state, the main one first; what they still need is `missingFor`. */
export function movesOpenTo(inspectionCase: InspectionCase, person: Pick<Person, 'id' | 'role'>): Edge[] {
  return workflowOf(inspectionCase).edges.filter(
    (edge) => edge.from === inspectionCase.state && isMover(edge, inspectionCase.team, person),
  );
}

/**
 * The step that comes next: the first onward that is the person's own, else the first onward whosoever it is; none at
 * the end. To take a case back is nobody's next step.
 */
export function nextMove(inspectionCase: InspectionCase, person: Pick<Person, 'id' | 'role'>): Edge | undefined {
  const workflow = workflowOf(inspectionCase);
  const onward = workflow.edges.filter((edge) => edge.from === inspectionCase.state && isOnward(edge, workflow));
  return onward.find((edge) => isMover(edge, inspectionCase.team, person)) ?? onward[0];
}

/** True for a move that brings a case nearer to its end. */
function isOnward({ from, to }: Edge, { phases }: Workflow): boolean {
  const phaseOf = (state: CaseState) => phases.findIndex(({ states }) => states.includes(state));
  return phaseOf(to) - phaseOf(from) > 0 || (phaseOf(to) === phaseOf(from) && order(to) > order(from));
}

function order(state: CaseState): number {
  return caseStates.indexOf(state);
}

/** What a move still needs, in the order in which it is best mended; nothing when it can be made. */
export function missingFor(edge: Edge, facts: CaseFacts): Missing[] {
  return edge.needs.map((condition) => missingOf(condition, facts)).filter((missing) => missing !== null);
}

/**
 * The fields of the case after a move. Throws `workflow.refused` when the case is not where the move starts, and
 * `workflow.missing` when the move needs a reason and has none.
 */
export function applyMove(
  inspectionCase: InspectionCase,
  edge: Edge,
  made: Pick<Move, 'id' | 'by' | 'at' | 'reason'>,
): Pick<InspectionCase, 'state' | 'moves'> {
  const { state, moves } = inspectionCase;
  if (state !== edge.from) throw new ProblemError('workflow.refused', { rule: 'state', from: state, to: edge.to });
  const reason = made.reason.trim();
  if (edge.reasonRequired && reason === '') throw new ProblemError('workflow.missing', { condition: 'reason' });
  return {
    state: edge.to,
    moves: [...moves, { id: made.id, from: edge.from, to: edge.to, by: made.by, at: made.at, reason }],
  };
}

/** True when the person may make the move in a case with this team, leaving aside the case's state. */
export function isMover(edge: Edge, team: InspectionCase['team'], person: Pick<Person, 'id' | 'role'>): boolean {
  const member = team.find(({ id }) => id === person.id);
  return member ? edge.movers.team.includes(member.role) : edge.movers.outside.includes(person.role);
}

/** True when the person may make some move to a state: who may choose it where two moves led the case apart. */
export function mayLeadTo(
  inspectionCase: InspectionCase,
  person: Pick<Person, 'id' | 'role'>,
  state: unknown,
): boolean {
  const { team } = inspectionCase;
  return workflowOf(inspectionCase).edges.some((edge) => edge.to === state && isMover(edge, team, person));
}

/** The stepper: each phase, and whether the case has passed it, is in it, or has it before it. */
export function phasesOf(
  workflow: Workflow,
  state: CaseState,
): { readonly phase: Phase; readonly progress: 'done' | 'current' | 'ahead' }[] {
  const current = workflow.phases.findIndex((phase) => phase.states.includes(state));
  return workflow.phases.map((phase, index) => {
    if (state === 'closed' || index < current) return { phase, progress: 'done' };
    return { phase, progress: index === current ? 'current' : 'ahead' };
  });
}
