import type { WireSelector } from '../../shared/storage/contract.ts';
import type { Condition, Sql } from './condition.ts';
import type { DocumentTable } from './document-table.ts';
import { choosePlan, coveringIndex, demandsOf, noPlan, type QueryPlan } from './query-plan.ts';

/** So few rows that looking them up one by one, and sorting them, is cheaper than reading past others. */
export const fewRows = 2_000;

export type Demands = ReturnType<typeof demandsOf>;

/** What stands behind `from`, with the values of its condition. */
export interface RowSource {
  readonly from: string;
  readonly params: Sql['params'];
}

export function nameOf(table: DocumentTable, plan: QueryPlan): string {
  return plan.index === null ? table.name : `${table.name} indexed by ${table.name}_${plan.index}`;
}

/** The rows that fulfil a condition, read by an index. */
export function rowsByPlan(table: DocumentTable, plan: QueryPlan, { sql, params }: Condition): RowSource {
  return { from: `${nameOf(table, plan)} where ${sql}`, params };
}

/** The rows that fulfil a condition, looked up by their places. */
export function rowsByPlace(table: DocumentTable, places: Sql, { sql, params }: Condition): RowSource {
  // Any other index is thus forbidden, the place itself is not.
  const from = `${table.name} not indexed where place in (${places.text}) and (${sql})`;
  return { from, params: [...places.params, ...params] };
}

/** The places that a condition leaves, where it leaves few; null otherwise, and when it says nothing of them. */
export function fewPlaces(table: DocumentTable, { places }: Condition): Sql | null {
  let fewest = fewRows;
  let found: Sql | null = null;
  for (const { text, params } of places ?? []) {
    const count = Number(
      table.statements.pluck(`select count(*) from (${text} limit ?)`).get(...params, fewest) ?? fewest,
    );
    if (count >= fewest) continue;
    fewest = count;
    found = { text, params };
  }
  return found;
}

/** Rows whose documents RxDB's matcher looks at, in no order. */
export function rowsToMatch(table: DocumentTable, selector: WireSelector, condition: Condition): RowSource {
  const demands = demandsOf(selector, table);
  if (isById(demands)) return rowsByPlan(table, noPlan, condition);
  const few = fewPlaces(table, condition);
  if (few) return rowsByPlace(table, few, condition);
  const plan = choosePlan(table.layout.indexes, demands, null).narrowest;
  const [places] = condition.places ?? [];
  return plan.index === null && places ? rowsByPlace(table, places, condition) : rowsByPlan(table, plan, condition);
}

/** Rows to count by an exact condition, and to group by a column: over an index alone, if one has all that is asked. */
export function rowsToCount(
  table: DocumentTable,
  selector: WireSelector,
  condition: Condition,
  column: string | null,
): RowSource {
  const demands = demandsOf(selector, table);
  if (isById(demands)) return rowsByPlan(table, noPlan, condition);
  const few = fewPlaces(table, condition);
  if (few) return rowsByPlace(table, few, condition);
  const covering = coveringPlan(table, demands, condition, column);
  return covering ? rowsByPlan(table, covering, condition) : rowsToMatch(table, selector, condition);
}

/** The index that has every column of a condition, and one more, so that no row is looked up; null when none has. */
export function coveringPlan(
  table: DocumentTable,
  demands: Demands,
  condition: Condition,
  column: string | null,
): QueryPlan | null {
  const columns = columnsIn(condition);
  if (column) columns.add(column);
  const index = coveringIndex(table.layout.indexes, demands, columns);
  return index === null ? null : { ...noPlan, index };
}

function columnsIn({ sql }: Condition): Set<string> {
  return new Set(sql.match(/\b(?:f\d+|id|deleted|lwt|json)\b/g));
}

export function isById(demands: Demands): boolean {
  const demand = demands.get('id');
  return demand !== undefined && (demand.hasOneValue || demand.values !== null);
}
