import type { ColumnValue } from './column-value.ts';

/** A statement, or part of one, with its values. */
export interface Sql {
  readonly text: string;
  readonly params: readonly ColumnValue[];
}

/** A condition on a row, in SQL. When not exact it holds for every document that matches, and perhaps for others. */
export interface Condition {
  readonly sql: string;
  readonly params: readonly ColumnValue[];
  readonly exact: boolean;
  /** Selects of the places that it can hold for, each of them all by itself: to begin with where they are few. */
  readonly places?: readonly Sql[];
}

export const always: Condition = { sql: '1', params: [], exact: true };
export const never: Condition = { sql: '0', params: [], exact: true };
/** Only RxDB's own matcher can tell. */
export const unknown: Condition = { sql: '1', params: [], exact: false };

const mostParts = 400;

export function exactly(sql: string, ...params: ColumnValue[]): Condition {
  return { sql, params, exact: true };
}

/** Holds for every match, perhaps for more. */
export function atLeast(sql: string, ...params: ColumnValue[]): Condition {
  return { sql, params, exact: false };
}

export function every(conditions: readonly Condition[]): Condition {
  if (conditions.some((condition) => condition.sql === '0')) return never;
  const parts = conditions.filter((condition) => condition.sql !== '1');
  const exact = conditions.every((condition) => condition.exact);
  const places = conditions.flatMap((condition) => condition.places ?? []);
  // SQLite bounds the depth of an expression: what is beyond is left to the matcher.
  if (parts.length > mostParts) return { ...joined(parts.slice(0, mostParts), ' and '), exact: false, places };
  if (parts.length === 0) return exact ? always : unknown;
  return { ...joined(parts, ' and '), exact, places };
}

export function some(conditions: readonly Condition[]): Condition {
  if (conditions.length > mostParts) return unknown;
  if (conditions.some((condition) => condition.sql === '1' && condition.exact)) return always;
  if (conditions.some((condition) => condition.sql === '1')) return unknown;
  const parts = conditions.filter((condition) => condition.sql !== '0');
  if (parts.length === 0) return never;
  return { ...joined(parts, ' or '), exact: parts.every((condition) => condition.exact) };
}

/** Only an exact condition can be turned round: what holds for too many would then hold for too few. */
export function not(condition: Condition): Condition {
  if (!condition.exact) return unknown;
  if (condition.sql === '1') return never;
  if (condition.sql === '0') return always;
  return { sql: `(${condition.sql}) is not true`, params: condition.params, exact: true };
}

function joined(parts: readonly Condition[], by: string): { sql: string; params: ColumnValue[] } {
  const [first] = parts;
  if (first && parts.length === 1) return { sql: first.sql, params: [...first.params] };
  return { sql: parts.map((part) => `(${part.sql})`).join(by), params: parts.flatMap((part) => part.params) };
}
