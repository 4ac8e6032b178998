/**
 * How a document's value stands in a column. SQLite then orders values exactly as RxDB does: missing (null), `null`
 * (minus infinity, which no JSON number is), numbers, texts, booleans (a blob of one byte).
 */
export type ColumnValue = null | number | string | Buffer;

/** SQL of the value that stands for `null`. */
export const nullSql = '-9e999';
export const falseValue = Buffer.from([0]);
export const trueValue = Buffer.from([1]);

const beyond = /[\ud800-\uffff]/;
const high = 0xd800;
const shift = 0x10000 - high;

/** The column value of a JSON value; undefined for arrays and objects, which no column can hold in order. */
export function toColumn(value: unknown): ColumnValue | undefined {
  switch (typeof value) {
    case 'string':
      return toColumnText(value);
    case 'number':
      return value;
    case 'boolean':
      return value ? trueValue : falseValue;
    case 'undefined':
      return null;
    default:
      return value === null ? Number.NEGATIVE_INFINITY : undefined;
  }
}

/** What a column value stands for; missing and `null` both give null. */
export function fromColumn(value: ColumnValue): unknown {
  if (typeof value === 'string') return fromColumnText(value);
  if (Buffer.isBuffer(value)) return value[0] === 1;
  return value === Number.NEGATIVE_INFINITY ? null : value;
}

/**
 * Text whose UTF-8 bytes sort as JavaScript sorts the text itself, by UTF-16 units: units from U+D800 on, lone surrogates
 * too, move beyond the rest. Vietnamese text has none of them and stays as it is.
 */
export function toColumnText(text: string): string {
  if (!beyond.test(text)) return text;
  let moved = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    moved += unit < high ? text[at] : String.fromCodePoint(unit + shift);
  }
  return moved;
}

/** The text that `toColumnText` was given. */
export function fromColumnText(moved: string): string {
  if (!beyond.test(moved)) return moved;
  let text = '';
  for (const character of moved) {
    const point = character.codePointAt(0) ?? 0;
    text += point < high ? character : String.fromCharCode(point - shift);
  }
  return text;
}
