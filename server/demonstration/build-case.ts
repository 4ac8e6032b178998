import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import type { CaseState, InspectionCase } from '../../shared/schema/cases.ts';
import type { Sector } from '../../shared/schema/common.ts';
import type { ManagedEntity } from '../../shared/schema/entities.ts';
import { addDays, addWeekdays, dayOf, momentOf } from './calendar.ts';
import { type CasePeople, movesTo } from './case-history.ts';
import type { Random } from './random.ts';
import { contents, summaries } from './texts.ts';

/** Which templates a sector's cases use; ids of reference data. */
const templatesOf: Readonly<Record<Sector, readonly (readonly string[])[]>> = {
  post: [['post-enterprise']],
  telecom: [['telecom-sim-point'], ['telecom-enterprise']],
  it: [['information-security'], ['aggregated-site'], ['games']],
  radio: [['radio-station']],
  press: [['press-agency']],
  publishing: [['printing-house'], ['book-distributor']],
};

export interface CasePlan {
  readonly entity: Pick<ManagedEntity, 'id' | 'name' | 'address' | 'sectors'>;
  readonly state: CaseState;
  /** First day on site. */
  readonly startsOn: string;
  /** Nearest deadline and its rule; none when absent. */
  readonly due?: { readonly on: string; readonly rule: string };
  readonly templateIds?: readonly string[];
  readonly planned?: boolean;
}

export interface CaseSetting {
  readonly random: Random;
  readonly scope: string;
  readonly issuedBy: string;
  readonly people: CasePeople;
  readonly nowMs: number;
}

export const noDeadline = '9999-12-31';

/** A whole case as it stands after the moves of its plan; its number is given when all cases are in order. */
export function buildCase({ random, scope, issuedBy, people, nowMs }: CaseSetting, plan: CasePlan): InspectionCase {
  const { entity, state, startsOn } = plan;
  const sector = entity.sectors[0] ?? 'post';
  const decidedOn = addWeekdays(startsOn, -4);
  const isDecided = state !== 'preparing';
  const plannedMs = momentOf(addWeekdays(startsOn, -7), '09:00') + random.between(0, 240) * 60_000;
  const createdMs = plannedMs < nowMs ? plannedMs : nowMs - random.between(60, 5_000) * 60_000;
  const id = random.id(createdMs);
  const moves = movesTo(state, startsOn, people, id, nowMs);
  const createdAt = nextStamp(null, createdMs, 'demonstration');
  const last = moves.at(-1);
  return {
    id,
    scope,
    createdAt,
    createdBy: people.leaderId,
    updatedAt: last?.at ?? createdAt,
    updatedBy: last?.by ?? people.leaderId,
    device: 'demonstration',
    clockOffsetMs: 0,
    conflicts: [],
    number: '',
    kind: 'specialisedCheck',
    planned: plan.planned ?? random.next() < 0.6,
    sector,
    procedureId: 'specialisedCheck2025',
    templateIds: [...(plan.templateIds ?? random.pick(templatesOf[sector]))],
    entityId: entity.id,
    entityName: entity.name,
    entityAddress: entity.address,
    legalGround: {
      number: isDecided ? `${random.between(20, 480)}/QĐ-SKHCN` : '',
      issuedOn: isDecided ? decidedOn : null,
      issuedBy: isDecided ? issuedBy : '',
      summary: random.pick(summaries),
    },
    content: random.pick(contents[sector]),
    periodFrom: `${Number(startsOn.slice(0, 4)) - 1}-01-01`,
    periodTo: addDays(`${startsOn.slice(0, 7)}-01`, -1),
    startsOn,
    endsOn: addWeekdays(startsOn, 8),
    team: people.team.map((member) => ({ ...member })),
    state,
    moves,
    dueOn: plan.due?.on ?? noDeadline,
    dueRule: plan.due?.rule ?? '',
  };
}

/** Cases by when they were last changed, the oldest first; equal ones by id. */
export function byUpdate(a: InspectionCase, b: InspectionCase): number {
  return `${a.updatedAt} ${a.id}` < `${b.updatedAt} ${b.id}` ? -1 : 1;
}

/** Gives cases of one scope their official numbers in the order in which they were made; answers the last of each year. */
export function numberCases(cases: InspectionCase[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const inspectionCase of cases.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))) {
    const year = Number(dayOf(msOf(inspectionCase.id)).slice(0, 4));
    const count = (counts.get(year) ?? 0) + 1;
    counts.set(year, count);
    inspectionCase.number = `KT-${year}-${String(count).padStart(4, '0')}`;
  }
  return counts;
}

/** The time in a ULID. */
function msOf(id: string): number {
  const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  return [...id.slice(0, 10)].reduce((ms, digit) => ms * 32 + digits.indexOf(digit), 0);
}
