import type { GroupedCount, WireSelector } from '../../shared/storage/contract.ts';
import { type ColumnValue, fromColumn } from './column-value.ts';
import type { DocumentTable } from './document-table.ts';
import { rowsToCount } from './row-source.ts';
import { matchingDocuments } from './run-query.ts';
import { selectorCondition } from './selector-condition.ts';

/** Documents that match, counted by the value of a field: over an index where the field has a column. */
export function runGroupedCount(
  table: DocumentTable,
  selector: WireSelector,
  groupBy: string,
  deadline: number,
): GroupedCount[] {
  const condition = selectorCondition(selector, table);
  const column = table.columnOf(groupBy);
  const counts = new Map<string, { readonly value: unknown; count: number }>();
  const add = (value: unknown, count: number) => {
    const key = JSON.stringify(value) ?? 'null';
    const group = counts.get(key) ?? { value: value ?? null, count: 0 };
    group.count += count;
    counts.set(key, group);
  };
  if (column && condition.exact) {
    const { from, params } = rowsToCount(table, selector, condition, column);
    const sql = `select ${column} as value, count(*) as count from ${from} group by ${column}`;
    const rows = table.statements.get(sql).all(...params) as { value: ColumnValue; count: number }[];
    for (const { value, count } of rows) add(column === 'deleted' ? value === 1 : fromColumn(value), count);
  } else {
    const path = groupBy.split('.');
    for (const document of matchingDocuments(table, selector, deadline)) add(valueAt(document, path), 1);
  }
  return [...counts.values()];
}

function valueAt(document: unknown, path: readonly string[]): unknown {
  let value = document;
  for (const segment of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return null;
    value = (value as Record<string, unknown>)[segment];
  }
  return value;
}
