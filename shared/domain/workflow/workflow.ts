import type { CaseKind, CaseState, TeamMember } from '../../schema/cases.ts';
import type { Role } from '../../schema/people.ts';
import type { ConditionId } from './conditions.ts';
import type { Words } from './words.ts';

/** Who may make a move: by their place in the case's team, or by their role. */
export interface Movers {
  readonly team: readonly TeamMember['role'][];
  /** Roles of people who are not of the team: nobody reviews their own case. */
  readonly outside: readonly Role[];
}

/** A move through a case. */
export interface Edge {
  readonly id: string;
  readonly from: CaseState;
  readonly to: CaseState;
  /** What the button says. */
  readonly verb: Words;
  readonly movers: Movers;
  /** What must be there first. */
  readonly needs: readonly ConditionId[];
  readonly reasonRequired: boolean;
  /** Asked once before a move that can't be undone. */
  readonly confirm: Words | null;
  /** Article that the step rests on; null where the law names none. */
  readonly article: string | null;
}

/** A step of the case's stepper. */
export interface Phase {
  readonly id: string;
  readonly name: Words;
  /** States in which the case is in this phase. */
  readonly states: readonly CaseState[];
  readonly article: string | null;
}

export interface Workflow {
  readonly id: string;
  readonly kind: CaseKind;
  readonly law: Words;
  /** First and last day of decisions that follow it; `to` null while it is in force. */
  readonly from: string;
  readonly to: string | null;
  /** How sure the articles are: high where the law's own text was read. */
  readonly confidence: 'high' | 'medium' | 'low';
  readonly phases: readonly Phase[];
  /** By state, the main action first. */
  readonly edges: readonly Edge[];
}

export const leader: Movers = { team: ['leader'], outside: [] };
export const anyMember: Movers = { team: ['leader', 'member'], outside: [] };
export const supervisor: Movers = { team: [], outside: ['supervisor'] };
export const leaderOrSupervisor: Movers = { team: ['leader'], outside: ['supervisor'] };

/** What a report is held to before its reviewer gets it. */
export const reportIsWhole: readonly ConditionId[] = [
  'checklistAnswered',
  'answersHaveFinding',
  'findingsAgree',
  'findingsHaveFact',
  'findingsHaveProvision',
  'provisionsInForce',
  'findingsHaveMeasure',
  'noOpenConflicts',
];

/** An edge with what most edges are: no condition, no reason, nothing to confirm. */
export function edge(own: Pick<Edge, 'id' | 'from' | 'to' | 'verb' | 'movers'> & Partial<Edge>): Edge {
  return { needs: [], reasonRequired: false, confirm: null, article: null, ...own };
}
