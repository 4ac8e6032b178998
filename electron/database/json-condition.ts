import { atLeast, type Condition, exactly, unknown } from './condition.ts';

/**
 * One operator of a selector on a field without a column, asked of the JSON text. It only narrows: arrays, which RxDB
 * looks into, and numbers that SQLite reads with another rounding, are left in for the matcher.
 */
export function jsonCondition(path: string, operator: string, operand: unknown): Condition {
  const segments = path.split('.');
  if (!segments.every((segment) => /^[\w-]+$/u.test(segment) && !(segment in Object.prototype))) return unknown;
  const field = new JsonField(segments);
  switch (operator) {
    case '$eq':
      return equal(field, operand);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return compared(field, operator, operand);
    case '$in':
      return within(field, operand);
    case '$exists':
      return exists(field, Boolean(operand));
    case '$regex':
      return field.orArray(`${field.type} = 'text'`);
    case '$size':
      return size(field, operand);
    case '$elemMatch':
      return field.isTop ? atLeast(`${field.type} = 'array'`) : unknown;
    default:
      return unknown;
  }
}

class JsonField {
  readonly isTop: boolean;
  /** SQL of the JSON type; null when missing. */
  readonly type: string;
  readonly value: string;
  readonly path: string;
  readonly #mayLookInto: string;

  constructor(segments: readonly string[]) {
    this.isTop = segments.length === 1;
    this.path = pathOf(segments);
    this.type = `json_type(json, '${this.path}')`;
    this.value = `json_extract(json, '${this.path}')`;
    const arrays = segments.map((_segment, at) => `json_type(json, '${pathOf(segments.slice(0, at + 1))}') is 'array'`);
    this.#mayLookInto = arrays.join(' or ');
  }

  /** The condition, or an array at the path or on the way to it. */
  orArray(sql: string, ...params: (string | number)[]): Condition {
    return atLeast(`${sql} or ${this.#mayLookInto}`, ...params);
  }
}

function pathOf(segments: readonly string[]): string {
  return `$${segments.map((segment) => `."${segment}"`).join('')}`;
}

function equal(field: JsonField, operand: unknown): Condition {
  if (operand === null || operand === undefined) {
    return field.orArray(`${field.type} is null or ${field.type} = 'null'`);
  }
  if (typeof operand === 'boolean') return field.orArray(`${field.type} = '${operand}'`);
  if (isClearText(operand)) return field.orArray(`${field.value} = ?`, operand);
  if (isWhole(operand)) return field.orArray(`${field.type} = 'real' or ${field.value} = ?`, operand);
  return unknown;
}

const signs = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' } as const;

function compared(field: JsonField, operator: keyof typeof signs, operand: unknown): Condition {
  const sign = signs[operator];
  if (isClearText(operand)) return field.orArray(`(${field.type} = 'text' and ${field.value} ${sign} ?)`, operand);
  if (typeof operand === 'number' && Number.isFinite(operand)) {
    return field.orArray(`${field.type} = 'real' or (${field.type} = 'integer' and ${field.value} ${sign} ?)`, operand);
  }
  return unknown;
}

function within(field: JsonField, operand: unknown): Condition {
  if (!Array.isArray(operand) || operand.length > 200) return unknown;
  const texts = operand.filter(isClearText);
  if (texts.length < operand.length) return unknown;
  return field.orArray(`${field.value} in (${texts.map(() => '?').join(', ')})`, ...texts);
}

function exists(field: JsonField, isThere: boolean): Condition {
  const sql = `${field.type} is ${isThere ? 'not ' : ''}null`;
  return field.isTop ? exactly(sql) : field.orArray(sql);
}

function size(field: JsonField, operand: unknown): Condition {
  if (!field.isTop || typeof operand !== 'number') return unknown;
  if (!Number.isSafeInteger(operand)) return unknown;
  return exactly(`${field.type} is 'array' and json_array_length(json, '${field.path}') = ?`, operand);
}

/** Text without surrogates and what sorts beyond them, and without a null character. */
function isClearText(value: unknown): value is string {
  return typeof value === 'string' && !/[\0\ud800-\uffff]/.test(value);
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}
