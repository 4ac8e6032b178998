import { isObject } from '../../shared/storage/tree.ts';
import { type ColumnValue, toColumn } from './column-value.ts';
import type { DocumentTable } from './document-table.ts';

type Columns = Pick<DocumentTable, 'columnOf'>;

/** What a selector demands of a column on its own, whatever else it says. */
export interface Demand {
  hasOneValue: boolean;
  /** Of a list of values, or null. */
  values: readonly ColumnValue[] | null;
  hasRange: boolean;
}

export interface SortTerm {
  readonly column: string;
  readonly isDescending: boolean;
}

export interface QueryPlan {
  /** Number of the table's index to read by; null leaves the choice to SQLite. */
  readonly index: number | null;
  /** The index gives the rows in order, apart from ties of all but the last term. */
  readonly isSorted: boolean;
  /** A column of which each value is read by itself, in order, and the streams merged. */
  readonly mergeColumn: string | null;
}

const mostMerged = 24;

/** Demands by column, from the selector's top level and its `$and`. */
export function demandsOf(selector: Readonly<Record<string, unknown>>, table: Columns): Map<string, Demand> {
  const demands = new Map<string, Demand>();
  collect(selector, table, demands);
  return demands;
}

function collect(selector: Readonly<Record<string, unknown>>, table: Columns, demands: Map<string, Demand>): void {
  for (const [name, value] of Object.entries(selector)) {
    if (name === '$and' && Array.isArray(value)) {
      for (const part of value) if (isObject(part)) collect(part, table, demands);
      continue;
    }
    const column = name.startsWith('$') ? null : table.columnOf(name);
    if (!column) continue;
    const demand = demands.get(column) ?? { hasOneValue: false, values: null, hasRange: false };
    if (isObject(value)) demandOf(value, demand);
    else if (value !== null && toColumn(value) != null) demand.hasOneValue = true;
    // It holds 0 and 1, which no value of a list is found by.
    if (column === 'deleted') demand.values = null;
    demands.set(column, demand);
  }
}

function demandOf(operators: Readonly<Record<string, unknown>>, demand: Demand): void {
  for (const [operator, operand] of Object.entries(operators)) {
    if (operator === '$eq' && operand !== null && toColumn(operand) != null) demand.hasOneValue = true;
    if (operator === '$in' && Array.isArray(operand)) demand.values ??= columnValues(operand);
    if (['$gt', '$gte', '$lt', '$lte'].includes(operator)) demand.hasRange = true;
  }
}

/** Distinct column values; null when one of them is not looked up by itself. */
function columnValues(operand: readonly unknown[]): ColumnValue[] | null {
  const values = new Set<ColumnValue>();
  for (const element of operand) {
    const value = element === null ? undefined : toColumn(element);
    if (value === undefined || value === null || (typeof value === 'number' && !Number.isFinite(value))) return null;
    values.add(value);
  }
  return [...values];
}

interface Candidate {
  readonly index: number;
  /** Leading columns that have one value. */
  readonly fixed: number;
  /** Of these, the ones that leave fewer rows: not `deleted`, which nearly all rows share. */
  readonly selects: number;
  readonly isSorted: boolean;
  readonly mergeColumn: string | null;
  readonly narrows: number;
}

export interface Choice {
  /** Gives the rows in order. */
  readonly sorted: QueryPlan | null;
  /** Reads the fewest rows. */
  readonly narrowest: QueryPlan;
  /** The sorted one is no less narrow. */
  readonly isSortedBest: boolean;
}

/**
 * Chooses among a table's indexes: the one that gives the order and fixes most columns, and the one that narrows most.
 * RxDB's own planner reads indexes upwards alone; these are read both ways.
 */
export function choosePlan(
  indexes: readonly (readonly string[])[],
  demands: ReadonlyMap<string, Demand>,
  sort: readonly SortTerm[] | null,
): Choice {
  const candidates = indexes.flatMap((columns, index) => candidatesOf(index, columns, demands, sort));
  const sorted = best(
    candidates.filter((candidate) => candidate.isSorted),
    (candidate) => candidate.fixed * 4 + candidate.narrows - (candidate.mergeColumn ? 1 : 0),
  );
  const narrowest = best(candidates, (candidate) => candidate.fixed * 4 + candidate.narrows);
  const narrow = narrowest && (narrowest.selects > 0 || narrowest.narrows > 0) ? narrowest : null;
  return {
    sorted: sorted ? planOf(sorted) : null,
    narrowest: narrow ? { ...planOf(narrow), mergeColumn: null, isSorted: false } : noPlan,
    isSortedBest: sorted !== null && (!narrow || isNoWider(sorted, narrow)),
  };
}

/** Number of the index that has all of these columns, and fixes most of them; null when none has them all. */
export function coveringIndex(
  indexes: readonly (readonly string[])[],
  demands: ReadonlyMap<string, Demand>,
  columns: ReadonlySet<string>,
): number | null {
  const candidates = indexes.flatMap((index, at) =>
    [...columns].every((column) => index.includes(column)) ? candidatesOf(at, index, demands, null) : [],
  );
  const widthOf = ({ index }: Candidate) => indexes[index]?.length ?? 0;
  const narrow = best(candidates, (candidate) => candidate.fixed * 4 + candidate.narrows - widthOf(candidate) / 100);
  return narrow?.index ?? null;
}

function isNoWider(a: Candidate, b: Candidate): boolean {
  return a.index === b.index || a.fixed > b.fixed || (a.fixed === b.fixed && a.narrows >= b.narrows);
}

export const noPlan: QueryPlan = { index: null, isSorted: false, mergeColumn: null };

function planOf({ index, isSorted, mergeColumn }: Candidate): QueryPlan {
  return { index, isSorted, mergeColumn };
}

function best(candidates: readonly Candidate[], worth: (candidate: Candidate) => number): Candidate | null {
  return candidates.reduce<Candidate | null>((a, b) => (a && worth(a) >= worth(b) ? a : b), null);
}

function candidatesOf(
  index: number,
  columns: readonly string[],
  demands: ReadonlyMap<string, Demand>,
  sort: readonly SortTerm[] | null,
): Candidate[] {
  const isFixed = (column: string | undefined) => column !== undefined && demands.get(column)?.hasOneValue === true;
  let fixed = 0;
  while (isFixed(columns[fixed])) fixed++;
  const next = columns[fixed];
  const demand = next === undefined ? undefined : demands.get(next);
  const narrows = demand?.values ? 3 : demand?.hasRange ? 2 : 0;
  const plain: Candidate = {
    index,
    fixed,
    selects: columns.slice(0, fixed).filter((column) => column !== 'deleted').length,
    narrows,
    isSorted: sort !== null && givesOrder(columns.slice(fixed), sort, isFixed),
    mergeColumn: null,
  };
  const found = [plain];
  if (next !== undefined && sort && demand?.values?.length && demand.values.length <= mostMerged && !plain.isSorted) {
    const isFixedToo = (column: string | undefined) => column === next || isFixed(column);
    if (givesOrder(columns.slice(fixed + 1), sort, isFixedToo)) {
      found.push({ ...plain, fixed: fixed + 1, narrows: 0, isSorted: true, mergeColumn: next });
    }
  }
  return found;
}

/** True when columns read in one direction give the sort's order, except that ties before its last term may be mixed. */
function givesOrder(
  columns: readonly string[],
  sort: readonly SortTerm[],
  isFixed: (column: string | undefined) => boolean,
): boolean {
  const terms = sort.filter((term) => !isFixed(term.column));
  const free = columns.filter((column) => !isFixed(column));
  const [first] = terms;
  if (!first) return true;
  return terms.every((term, at) => {
    if (term.column !== free[at]) return false;
    const isLast = at === terms.length - 1 && at > 0;
    return isLast || term.isDescending === first.isDescending;
  });
}
