import { toColumnText } from './column-value.ts';
import { atLeast, type Condition, never } from './condition.ts';
import { type ElementIndex, irregularSql } from './element-index.ts';

const mostTexts = 200;
const firstOfList = '.0';

/**
 * One operator of a selector on a list whose elements are indexed; null where the index says nothing. It is true of
 * documents that are not deleted alone: deleted ones have no rows.
 */
export function elementCondition(
  index: ElementIndex,
  path: string,
  operator: string,
  operand: unknown,
): Condition | null {
  if (operator === '$elemMatch' && isRecord(operand)) return someElement(index, path, operand);
  if (operator !== '$exists' || !operand || !path.endsWith(firstOfList)) return null;
  const [field] = fieldsOf(index, path.slice(0, -firstOfList.length));
  // What is first in a list of objects is there; what else a list may hold is the matcher's.
  return field ? within(index, field.at, 'field = ?', [], !index.isIrregular(field.at)) : null;
}

function someElement(index: ElementIndex, list: string, criteria: Readonly<Record<string, unknown>>): Condition | null {
  const fields = fieldsOf(index, list);
  for (const { at, key } of fields) {
    const asked = Object.hasOwn(criteria, key) ? textsOf(criteria[key]) : null;
    if (!asked) continue;
    const { texts, isAll } = asked;
    if (texts.length === 0) return never;
    const isIrregular = index.isIrregular(at);
    const values = [...texts.map(() => '?'), ...(isIrregular ? [irregularSql] : [])];
    const isOne = values.length === 1;
    const sql = isOne ? 'field = ? and value = ?' : `field = ? and value in (${values.join(', ')})`;
    return within(index, at, sql, texts, isAll && !isIrregular && Object.keys(criteria).length === 1);
  }
  const [field] = fields;
  // Whatever it asks for, a list without elements has no element for it.
  return field ? within(index, field.at, 'field = ?', [], false) : null;
}

function within(
  { table }: ElementIndex,
  field: number,
  where: string,
  texts: readonly string[],
  exact: boolean,
): Condition {
  const params = [field, ...texts];
  const found = atLeast(`exists (select 1 from ${table} where ${where} and document = place)`, ...params);
  return { ...found, exact, places: [{ text: `select document from ${table} where ${where}`, params }] };
}

function fieldsOf(index: ElementIndex, list: string): { readonly at: number; readonly key: string }[] {
  return index.fields.flatMap(({ list: segments, key }, at) => (segments.join('.') === list ? [{ at, key }] : []));
}

/** Texts one of which is demanded, as they stand in the index; `isAll` when nothing else is demanded beside. */
function textsOf(condition: unknown): { readonly texts: readonly string[]; readonly isAll: boolean } | null {
  if (typeof condition === 'string') return { texts: [toColumnText(condition)], isAll: true };
  if (!isRecord(condition)) return null;
  const isAll = Object.keys(condition).length === 1;
  if (typeof condition.$eq === 'string') return { texts: [toColumnText(condition.$eq)], isAll };
  const { $in: list } = condition;
  if (!Array.isArray(list) || list.length > mostTexts) return null;
  const texts = list.filter((value) => typeof value === 'string');
  return texts.length === list.length ? { texts: [...new Set(texts.map(toColumnText))], isAll } : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
