import type { CaseState, InspectionCase } from '../../shared/schema/cases.ts';
import type { ManagedEntity } from '../../shared/schema/entities.ts';
import { buildCase, type CasePlan } from './build-case.ts';
import { addDays, addWeekdays, dayOf, onWeekday } from './calendar.ts';
import type { Random } from './random.ts';
import type { ScopeTeams } from './teams.ts';

export interface CaseGeneration {
  readonly random: Random;
  readonly nowMs: number;
  readonly teams: ScopeTeams;
  readonly entities: readonly ManagedEntity[];
  readonly count: number;
  /** How far back the oldest case began, in days. */
  readonly sinceDays: number;
}

type Chance = readonly [CaseState, number];

/** How a case usually stands so many days after its first day on site, and how often. */
const usual: readonly { readonly fromDay: number; readonly states: readonly Chance[] }[] = [
  {
    fromDay: 75,
    states: [
      ['closed', 0.92],
      ['followUp', 0.08],
    ],
  },
  {
    fromDay: 52,
    states: [
      ['closed', 0.5],
      ['followUp', 0.4],
      ['handling', 0.1],
    ],
  },
  {
    fromDay: 33,
    states: [
      ['followUp', 0.6],
      ['handling', 0.4],
    ],
  },
  {
    fromDay: 20,
    states: [
      ['handling', 0.75],
      ['approved', 0.25],
    ],
  },
  {
    fromDay: 15,
    states: [
      ['submitted', 0.6],
      ['returned', 0.1],
      ['reporting', 0.3],
    ],
  },
  { fromDay: 9, states: [['reporting', 1]] },
  { fromDay: 0, states: [['onSite', 1]] },
  { fromDay: -5, states: [['decided', 1]] },
  { fromDay: -400, states: [['preparing', 1]] },
];

/** Rule and weekdays that are left, of a deadline that a state usually has. */
const deadlines: Readonly<
  Partial<Record<CaseState, { readonly rule: string; readonly left: readonly [number, number] }>>
> = {
  decided: { rule: '', left: [3, 9] },
  onSite: { rule: '', left: [1, 8] },
  reporting: { rule: 'inspection.conclusion.draft', left: [1, 9] },
  submitted: { rule: 'inspection.conclusion.sign@2025-07-01', left: [3, 12] },
  returned: { rule: 'inspection.conclusion.draft', left: [1, 5] },
  handling: { rule: 'decision.plain', left: [-1, 9] },
  followUp: { rule: 'decision.execute', left: [2, 20] },
};

/**
 * Any number of invented cases spread over the days before and after now, each moved to its state as the workflow allows;
 * some 2 KB of JSON each. Without official numbers.
 */
export function generateCases(generation: CaseGeneration): InspectionCase[] {
  const { random, teams, count } = generation;
  return Array.from({ length: count }, () =>
    buildCase(
      {
        random,
        scope: teams.scope,
        issuedBy: teams.issuedBy,
        people: random.pick(teams.teams),
        nowMs: generation.nowMs,
      },
      planOf(generation),
    ),
  );
}

function planOf({ random, nowMs, entities, sinceDays }: CaseGeneration): CasePlan {
  const today = dayOf(nowMs);
  // More of what is recent, as a unit's list has it.
  const age = Math.round(random.next() ** 1.4 * (sinceDays + 20)) - 20;
  const state = stateAt(random, age);
  const deadline = deadlines[state];
  return {
    entity: random.pick(entities),
    state,
    startsOn: onWeekday(addDays(today, -age)),
    ...(deadline ? { due: { on: addWeekdays(today, random.between(...deadline.left)), rule: deadline.rule } } : {}),
  };
}

function stateAt(random: Random, age: number): CaseState {
  const states = usual.find(({ fromDay }) => age >= fromDay)?.states ?? [];
  let draw = random.next();
  for (const [state, chance] of states) {
    draw -= chance;
    if (draw <= 0) return state;
  }
  return states[0]?.[0] ?? 'preparing';
}
