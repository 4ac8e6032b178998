import { isObject } from '../../shared/storage/tree.ts';
import { columnCondition } from './column-condition.ts';
import { type Condition, every, not, some, unknown } from './condition.ts';
import type { DocumentTable } from './document-table.ts';
import { elementCondition } from './element-condition.ts';
import { jsonCondition } from './json-condition.ts';

type Columns = Pick<DocumentTable, 'columnOf' | 'elements'>;
type Selector = Readonly<Record<string, unknown>>;

const operatorName = /^\$[a-zA-Z0-9_]+$/;

/** A Mango selector in SQL: exact where SQL can say it as RxDB means it, else narrowed as far as is safe. */
export function selectorCondition(selector: Selector, table: Columns): Condition {
  // The index of elements knows nothing of deleted documents.
  const elements = isOfLiveAlone(selector) ? table.elements : null;
  return partCondition(selector, { columnOf: (path) => table.columnOf(path), elements });
}

function isOfLiveAlone(selector: Selector): boolean {
  const { _deleted: deleted, $and: parts } = selector;
  if (deleted === false || (isObject(deleted) && deleted.$eq === false)) return true;
  return Array.isArray(parts) && parts.some((part) => isObject(part) && isOfLiveAlone(part));
}

function partCondition(selector: Selector, table: Columns): Condition {
  return every(Object.entries(selector).map(([name, value]) => entryCondition(name, value, table)));
}

function entryCondition(name: string, value: unknown, table: Columns): Condition {
  if (!name.startsWith('$')) return fieldCondition(name, value, table);
  if (!Array.isArray(value) || !value.every(isObject)) return unknown;
  const parts = value.map((selector) => partCondition(selector, table));
  if (name === '$and') return every(parts);
  if (name === '$or') return some(parts);
  return name === '$nor' ? not(some(parts)) : unknown;
}

function fieldCondition(path: string, value: unknown, table: Columns): Condition {
  if (!isObject(value)) {
    const isScalar = value === null || (typeof value !== 'object' && typeof value !== 'function');
    return isScalar ? operatorCondition(path, '$eq', value, undefined, table) : unknown;
  }
  const operators = Object.keys(value);
  // An object without operators is itself the value to be equal to.
  if (!operators.some((name) => operatorName.test(name)))
    return operatorCondition(path, '$eq', value, undefined, table);
  return every(
    operators
      .filter((operator) => operator !== '$options' || !Object.hasOwn(value, '$regex'))
      .map((operator) => operatorCondition(path, operator, value[operator], value.$options, table)),
  );
}

function operatorCondition(
  path: string,
  operator: string,
  operand: unknown,
  options: unknown,
  table: Columns,
): Condition {
  if (operator === '$not') return not(fieldCondition(path, operand, table));
  const column = table.columnOf(path);
  if (column) return columnCondition(column, operator, operand, options);
  const found = table.elements && elementCondition(table.elements, path, operator, operand);
  return found ?? jsonCondition(path, operator, operand);
}
