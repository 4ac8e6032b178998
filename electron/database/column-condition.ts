import { type ColumnValue, nullSql, toColumn, toColumnText } from './column-value.ts';
import { atLeast, type Condition, exactly, never, not, some, unknown } from './condition.ts';
import { prefixOf } from './regex-prefix.ts';

/**
 * One operator of a selector on a column. A column holds no array and no object, so that RxDB's rules for them need not
 * be said in SQL. Values of another type than the operand's never match a comparison.
 */
export function columnCondition(column: string, operator: string, operand: unknown, options: unknown): Condition {
  if (column === 'deleted') return deletedCondition(operator, operand);
  switch (operator) {
    case '$eq':
      return equal(column, operand);
    case '$ne':
      return not(equal(column, operand));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return compared(column, operator, operand);
    case '$in':
      return within(column, operand);
    case '$nin':
      return not(within(column, operand));
    case '$exists':
      return exactly(operand ? `${column} is not null` : `${column} is null`);
    case '$type':
      return Array.isArray(operand) ? some(operand.map((type) => ofType(column, type))) : ofType(column, operand);
    case '$regex':
      return matching(column, operand, options);
    case '$mod':
      return remainder(column, operand);
    case '$size':
    case '$elemMatch':
      return never;
    default:
      return unknown;
  }
}

function deletedCondition(operator: string, operand: unknown): Condition {
  if (typeof operand !== 'boolean') return unknown;
  if (operator === '$eq') return exactly(`deleted = ${operand ? 1 : 0}`);
  return operator === '$ne' ? exactly(`deleted = ${operand ? 0 : 1}`) : unknown;
}

function equal(column: string, operand: unknown): Condition {
  if (operand === null || operand === undefined) return exactly(`${column} is null or ${column} = ${nullSql}`);
  if (typeof operand === 'number' && !Number.isFinite(operand)) return never;
  const value = toColumn(operand);
  if (value !== undefined) return exactly(`${column} = ?`, value);
  return isPlain(operand) ? never : unknown;
}

type Comparison = '$gt' | '$gte' | '$lt' | '$lte';
const signs: Record<Comparison, string> = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' };

function compared(column: string, operator: Comparison, operand: unknown): Condition {
  const sign = signs[operator];
  const isUpwards = operator === '$gt' || operator === '$gte';
  const isInclusive = operator === '$gte' || operator === '$lte';
  switch (typeof operand) {
    case 'string':
      return exactly(
        isUpwards ? `${column} ${sign} ? and ${column} < x''` : `${column} ${sign} ? and ${column} >= ''`,
        toColumnText(operand),
      );
    case 'number':
      if (Number.isNaN(operand)) return unknown;
      // Minus infinity stands for null, which is no number.
      if (operand === Number.NEGATIVE_INFINITY) {
        return isUpwards ? exactly(`${column} > ${nullSql} and ${column} < ''`) : never;
      }
      return exactly(
        isUpwards ? `${column} ${sign} ? and ${column} < ''` : `${column} ${sign} ? and ${column} > ${nullSql}`,
        operand,
      );
    case 'boolean':
      return exactly(
        isUpwards ? `${column} ${sign} ?` : `${column} ${sign} ? and ${column} >= x''`,
        toColumn(operand) ?? null,
      );
    case 'undefined':
      return isInclusive ? exactly(`${column} is null`) : never;
    default:
      if (operand === null) return isInclusive ? exactly(`${column} = ${nullSql}`) : never;
      return isPlain(operand) ? never : unknown;
  }
}

function within(column: string, operand: unknown): Condition {
  if (!Array.isArray(operand)) return unknown;
  const values: ColumnValue[] = [];
  for (const element of operand) {
    if (element === null || element === undefined) continue;
    const value = toColumn(element);
    if (value === undefined) {
      if (isPlain(element)) continue;
      return unknown;
    }
    if (typeof value !== 'number' || Number.isFinite(value)) values.push(value);
  }
  const parts: Condition[] = [];
  if (operand.includes(null)) parts.push(exactly(`${column} is null or ${column} = ${nullSql}`));
  if (values.length > 0) parts.push(inList(column, values));
  return some(parts);
}

const mostParameters = 200;

function inList(column: string, values: readonly ColumnValue[]): Condition {
  if (values.length <= mostParameters) {
    return exactly(`${column} in (${values.map(() => '?').join(', ')})`, ...values);
  }
  // Numbers would come out of JSON text rounded otherwise than JavaScript rounds them.
  if (!values.every((value) => typeof value === 'string')) return unknown;
  return exactly(`${column} in (select value from json_each(?))`, JSON.stringify(values));
}

function ofType(column: string, type: unknown): Condition {
  switch (type) {
    case 'string':
    case 2:
      return exactly(`typeof(${column}) = 'text'`);
    case 'number':
    case 'double':
    case 'decimal':
    case 1:
    case 19:
      return exactly(`typeof(${column}) = 'real' and ${column} > ${nullSql}`);
    case 'int':
    case 'long':
    case 16:
    case 18:
      // From 2^53 on every number is whole; SQLite's whole numbers end at 2^63.
      return exactly(
        `typeof(${column}) = 'real' and ${column} > ${nullSql} and (abs(${column}) >= 9007199254740992.0 or ${column} = cast(${column} as integer))`,
      );
    case 'boolean':
    case 'bool':
    case 8:
      return exactly(`typeof(${column}) = 'blob'`);
    case 'null':
    case 10:
      return exactly(`${column} = ${nullSql}`);
    case 'undefined':
    case 6:
      return exactly(`${column} is null or ${column} = ${nullSql}`);
    case 'object':
    case 'array':
    case 3:
    case 4:
      return never;
    default:
      return unknown;
  }
}

function matching(column: string, operand: unknown, options: unknown): Condition {
  const prefix = prefixOf(operand, options);
  if (prefix === null) return atLeast(`typeof(${column}) = 'text'`);
  const start = toColumnText(prefix);
  return atLeast(`${column} >= ? and ${column} < ?`, start, `${start}\u{10ffff}`);
}

function remainder(column: string, operand: unknown): Condition {
  if (!Array.isArray(operand) || operand.length !== 2) return unknown;
  const [divisor, rest]: unknown[] = operand;
  if (typeof divisor !== 'number' || typeof rest !== 'number') return unknown;
  // JavaScript makes numbers of texts, booleans and null before it divides.
  return atLeast(`typeof(${column}) <> 'real' or ${column} = ${nullSql} or mod(${column}, ?) = ?`, divisor, rest);
}

/** Plain objects and arrays: what JSON holds besides scalars. */
function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return true;
  const prototype = typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : undefined;
  return prototype === Object.prototype || prototype === null;
}
