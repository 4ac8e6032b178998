import { cleanText } from '../content/clean-text.ts';
import { unnamed } from '../content/languages.ts';
import { type Fault, FormFault } from '../form-fault.ts';
import { columnLetters, type Sheet } from '../workbook/cells.ts';

/** What a column holds: a field, and of words their language; `unnamed` where the header names none. */
export interface Column {
  readonly field: string;
  readonly language: string;
  readonly letters: string;
}

/** A column of choices keeps its name where it is no field of theirs. */
export type SheetKind = 'form' | 'choices';

/** Fields that are words of people, one column a language. */
const translated = new Set([
  ...['label', 'hint', 'guidance_hint', 'constraint_message', 'required_message'],
  ...['image', 'big-image', 'audio', 'video'],
]);

/** Fields of a list of choices: each further column is one by which choices are filtered. */
const ofChoices = new Set(['list_name', 'name', 'label', 'hint', 'note', 'image', 'big-image', 'audio', 'video']);

/** Other names under which a field of a list of choices is known. */
const otherNamesOfChoices: Readonly<Record<string, string>> = {
  caption: 'label',
  value: 'name',
  'list name': 'list_name',
  'big image': 'big-image',
};

/** Other names under which a field is known. */
const otherNames: Readonly<Record<string, string>> = {
  ...otherNamesOfChoices,
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
  'form title': 'form_title',
  title: 'form_title',
  'form id': 'form_id',
  id_string: 'form_id',
  'default language': 'default_language',
  'instance name': 'instance_name',
};

/** What wrote a form for XForms says in prefixes. */
const prefixes = /^(bind|body|control|media)\s*::?\s*/i;

/** The languages that a sheet has columns in, from the left; unnamed where a header names none. */
export function languagesOfColumns(sheet: Sheet, kind: SheetKind): readonly string[] {
  return [...columnsOf(sheet, kind, []).values()]
    .filter(({ field }) => translated.has(field))
    .map(({ language }) => language);
}

/**
 * The columns of a sheet by number, from its first row. Throws `FormFault` where a header stands twice.
 */
export function columnsOf(sheet: Sheet, kind: SheetKind, warnings: Fault[]): ReadonlyMap<number, Column> {
  const columns = new Map<number, Column>();
  const seen = new Map<string, string>();
  for (const [number, { value }] of sheet.rows.get(1) ?? []) {
    const letters = columnLetters(number);
    const { field, language } = fieldOf(cleanText(value).text, kind);
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
function fieldOf(header: string, kind: SheetKind): { readonly field: string; readonly language: string } {
  const text = header.trim().replace(/\s+/g, ' ').replace(prefixes, '');
  const [first = '', ...rest] = text.includes('::') ? text.split('::') : splitOnce(text);
  const field = kind === 'choices' ? nameOfChoices(first, text) : nameOf(first);
  const isWords = translated.has(field);
  if (isWords) return { field, language: rest.join('::').trim() };
  // What is no words has no language: `jr:count` and columns by which choices are filtered keep their colon.
  const whole = kind === 'form' ? otherNames[text.toLowerCase()] : undefined;
  return { field: whole ?? (rest.length > 0 ? text : field), language: unnamed };
}

/** An old form separates the language by one colon. */
function splitOnce(text: string): string[] {
  const at = text.indexOf(':');
  return at < 0 || text.startsWith('jr:') ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** `whole`: what a column is called that is no field of choices: a filter calls it so. */
function nameOfChoices(text: string, whole: string): string {
  const lower = text.trim().toLowerCase();
  const field = otherNamesOfChoices[lower] ?? lower;
  return ofChoices.has(field) ? field : whole;
}

function nameOf(text: string): string {
  const trimmed = text.trim();
  const lower = trimmed.toLowerCase();
  return otherNames[lower] ?? (known.has(lower) ? lower : trimmed);
}

/** Fields whose case does not matter. */
const known = new Set([
  ...translated,
  ...['type', 'name', 'required', 'relevant', 'constraint', 'calculation', 'default', 'readonly', 'appearance'],
  ...['parameters', 'choice_filter', 'repeat_count', 'trigger', 'list_name', 'form_title', 'form_id', 'version'],
  ...['default_language', 'instance_name', 'allow_choice_duplicates', 'style', 'disabled', 'note', 'geometry'],
]);
