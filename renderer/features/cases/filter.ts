import type { MangoQuerySelector, MangoQuerySortPart } from 'rxdb';
import { type Static, Type } from 'typebox';
import { CaseKind, CaseState, type InspectionCase } from '../../../shared/schema/cases.ts';
import { Line, PersonId, Sector } from '../../../shared/schema/common.ts';

export const caseSorts = ['due', 'edited', 'number'] as const;
export const CaseSort = Type.Enum([...caseSorts]);
export type CaseSort = (typeof caseSorts)[number];

/** What narrows the list down, chip by chip. Plain data, so that a view of one's own can be kept. */
export const CaseFilter = Type.Object(
  {
    kind: Type.Union([CaseKind, Type.Null()]),
    year: Type.Union([Type.Integer(), Type.Null()]),
    states: Type.Array(CaseState),
    sector: Type.Union([Sector, Type.Null()]),
    person: Type.Union([Type.Object({ id: PersonId, name: Line }), Type.Null()]),
  },
  { additionalProperties: false },
);
export type CaseFilter = Static<typeof CaseFilter>;

export const noFilter: CaseFilter = { kind: null, year: null, states: [], sector: null, person: null };

/** True when any chip stands. */
export function isNarrowed(filter: CaseFilter): boolean {
  const { kind, year, states, sector, person } = filter;
  return kind !== null || year !== null || states.length > 0 || sector !== null || person !== null;
}

/** What a view asks for before any chip. */
export interface ViewBase {
  /** Cases whose team this person belongs to. */
  readonly mine?: boolean;
  readonly states?: readonly CaseState[];
  /** The nearest deadline is past. */
  readonly late?: boolean;
}

type Selector = MangoQuerySelector<InspectionCase>;

/** The query of a view and its chips. `today` is yyyy-mm-dd. */
export function selectorOf(base: ViewBase, filter: CaseFilter, me: string, today: string): Selector {
  const states = statesOf(base.states ?? [], filter.states);
  const people = [...(base.mine ? [me] : []), ...(filter.person ? [filter.person.id] : [])];
  const [first, second] = people;
  return {
    ...(states && { state: states.length === 1 ? { $eq: states[0] } : { $in: states } }),
    ...(base.late && { dueOn: { $lt: today } }),
    ...(filter.kind && { kind: { $eq: filter.kind } }),
    ...(filter.year !== null && { startsOn: { $gte: `${filter.year}-01-01`, $lte: `${filter.year}-12-31` } }),
    ...(filter.sector && { sector: { $eq: filter.sector } }),
    ...(first !== undefined && { team: inTeam(first) }),
    ...(second !== undefined && second !== first && { $and: [{ team: inTeam(second) }] }),
  };
}

/** States that both the view and the chips allow; null when neither says anything. */
function statesOf(view: readonly CaseState[], chips: readonly CaseState[]): CaseState[] | null {
  if (view.length === 0) return chips.length > 0 ? [...chips] : null;
  return chips.length > 0 ? view.filter((state) => chips.includes(state)) : [...view];
}

const inTeam = (personId: string) => ({ $elemMatch: { id: personId } });

const sortParts: Readonly<Record<CaseSort, MangoQuerySortPart<InspectionCase>[]>> = {
  due: [{ dueOn: 'asc' }, { id: 'asc' }],
  edited: [{ updatedAt: 'desc' }, { id: 'desc' }],
  number: [{ number: 'desc' }, { id: 'desc' }],
};

/** The order of the list: each one is an index of the collection. */
export function sortOf(sort: CaseSort): MangoQuerySortPart<InspectionCase>[] {
  return sortParts[sort];
}
