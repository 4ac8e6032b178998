import { type Fault, FormFault } from '../form-fault.ts';
import { columnLetters, type Sheet } from '../workbook/cells.ts';

/** What a column holds: a field, and of words their language; `unnamed` where the header names none. */
export interface Column {
  readonly field: string;
  readonly language: string;
  readonly letters: string;
}

/** Words of a header whose language it does not name. */
export const unnamed = '';

/** Fields that are words of people, one column a language. */
const translated = new Set([
  ...['label', 'hint', 'guidance_hint', 'constraint_message', 'required_message'],
  ...['image', 'big-image', 'audio', 'video'],
]);

/** Other names under which a field is known. */
const otherNames: Readonly<Record<string, string>> = {
  caption: 'label',
  command: 'type',
  tag: 'name',
  count: 'repeat_count',
  'constraining message': 'constraint_message',
  'set form title': 'form_title',
  'set form id': 'form_id',
  guidance: 'guidance_hint',
  'guidance hint': 'guidance_hint',
  'constraint message': 'constraint_message',
  'constraint msg': 'constraint_message',
  constraintmsg: 'constraint_message',
  'jr:constraintmsg': 'constraint_message',
  'required message': 'required_message',
  requiredmsg: 'required_message',
  'jr:requiredmsg': 'required_message',
  relevance: 'relevant',
  'skip logic': 'relevant',
  'read only': 'readonly',
  read_only: 'readonly',
  calculate: 'calculation',
  'choice filter': 'choice_filter',
  'repeat count': 'repeat_count',
  'jr:count': 'repeat_count',
  'list name': 'list_name',
  value: 'name',
  'form title': 'form_title',
  title: 'form_title',
  'form id': 'form_id',
  id_string: 'form_id',
  'default language': 'default_language',
  'instance name': 'instance_name',
  'big image': 'big-image',
};

/** What wrote a form for XForms says in prefixes. */
const prefixes = /^(bind|body|control|media)\s*::?\s*/i;

/**
 * The columns of a sheet by number, from its first row. Throws `FormFault` where a header stands twice.
 */
export function columnsOf(sheet: Sheet, warnings: Fault[]): ReadonlyMap<number, Column> {
  const columns = new Map<number, Column>();
  const seen = new Map<string, string>();
  for (const [number, { value }] of sheet.rows.get(1) ?? []) {
    const letters = columnLetters(number);
    const { field, language } = fieldOf(value);
    if (field === '') continue;
    const key = `${field}|${language}`;
    const before = seen.get(key);
    if (before !== undefined) {
      const place = { sheet: sheet.name, row: 1, column: letters };
      throw new FormFault('column.twice', { header: value.trim(), before }, place);
    }
    seen.set(key, letters);
    columns.set(number, { field, language, letters });
  }
  if (columns.size === 0 && sheet.rows.size > 0) {
    warnings.push({ code: 'sheet.noHeaders', details: {}, sheet: sheet.name, row: 1 });
  }
  return columns;
}

/** `Label : Tiếng Việt (vi)` is the field `label` in `Tiếng Việt (vi)`. */
function fieldOf(header: string): { readonly field: string; readonly language: string } {
  const text = header.trim().replace(/\s+/g, ' ').replace(prefixes, '');
  const [first = '', ...rest] = text.includes('::') ? text.split('::') : splitOnce(text);
  const field = nameOf(first);
  const isWords = translated.has(field);
  if (isWords) return { field, language: rest.join('::').trim() };
  // What is no words has no language: `jr:count` and columns by which choices are filtered keep their colon.
  const whole = text.toLowerCase();
  return { field: otherNames[whole] ?? (rest.length > 0 ? text : field), language: unnamed };
}

/** An old form separates the language by one colon. */
function splitOnce(text: string): string[] {
  const at = text.indexOf(':');
  return at < 0 || text.startsWith('jr:') ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function nameOf(text: string): string {
  const trimmed = text.trim();
  const lower = trimmed.toLowerCase();
  return otherNames[lower] ?? (known.has(lower) ? lower : trimmed);
}

/** Fields whose case does not matter; a column of a list of choices keeps its own, by which a filter calls it. */
const known = new Set([
  ...translated,
  ...['type', 'name', 'required', 'relevant', 'constraint', 'calculation', 'default', 'readonly', 'appearance'],
  ...['parameters', 'choice_filter', 'repeat_count', 'trigger', 'list_name', 'form_title', 'form_id', 'version'],
  ...['default_language', 'instance_name', 'allow_choice_duplicates', 'style', 'disabled', 'note', 'geometry'],
]);
