import type { TemplateNode } from '../../shared/schema/template-content.ts';
import type { Findings } from '../content/findings.ts';
import { LineIds } from '../content/line-ids.ts';
import { isLineName } from '../content/line-name.ts';
import { meantExpression } from '../expression/meant-expression.ts';
import { isWorkedOut } from './default-cell.ts';
import { mediaOf } from './media.ts';
import { parametersOf } from './parameters.ts';
import { type ChoiceSource, type QuestionType, questionType } from './question-type.ts';
import type { Row } from './rows.ts';

type ItemOf = Extract<QuestionType, { readonly kind: 'item' } | { readonly kind: 'select' }>;

/** A line of the survey, with the row that it comes from. */
export interface Line {
  readonly node: TemplateNode;
  readonly row: Row;
  readonly source?: ChoiceSource;
}

interface Open {
  readonly id: string | null;
  readonly of: 'group' | 'repeat' | 'form';
  readonly row: Row | null;
  /** Names so far, with the row of each. */
  readonly names: Map<string, number>;
}

/** Reads the rows of a survey into lines, in their order. */
export function readSurvey(rows: readonly Row[], findings: Findings): readonly Line[] {
  const lines: Line[] = [];
  const open: Open[] = [{ id: null, of: 'form', row: null, names: new Map() }];
  const ids = new LineIds();
  const inside = () => open.at(-1) as Open;

  const idFor = (name: string): string => ids.idFor(name, inside().id);

  /** `otherwise`: of a line that needs none. */
  function demandName(row: Row, otherwise = ''): string | null {
    const name = row.text('name') || otherwise;
    const place = row.placeOf('name');
    if (name === '') findings.error('name.missing', row.placeOf('type'), { type: row.text('type') });
    else if (!isLineName(name)) findings.error('name.form', place, { name });
    const before = inside().names.get(name);
    if (name !== '' && before !== undefined) findings.error('name.twice', place, { name, before });
    if (name !== '' && before === undefined) inside().names.set(name, row.number);
    return name === '' ? null : name;
  }

  function begin(row: Row, of: 'group' | 'repeat'): void {
    const name = demandName(row) ?? `${of}_${row.number}`;
    const id = idFor(name);
    const count = expressionOf(row, 'repeat_count');
    lines.push({ row, node: { ...common(row, id, name), kind: of, ...(of === 'repeat' && count && { count }) } });
    open.push({ id, of, row, names: new Map() });
  }

  function end(row: Row, of: 'group' | 'repeat'): void {
    const { of: last, row: begun } = inside();
    if (last === of) open.pop();
    else
      findings.error('block.endsOther', row.placeOf('type'), {
        of,
        last: last === 'form' ? '' : last,
        row: begun?.number ?? 0,
      });
  }

  function item(row: Row, type: ItemOf): void {
    const name = demandName(row, nameFor(row, type));
    if (name === null) return;
    const node = withType(common(row, idFor(name), name), row, type, findings);
    lines.push({ row, node, ...(type.kind === 'select' && { source: type.source }) });
    if (node.orOther) {
      const otherName = `${name}_other`;
      const id = idFor(otherName);
      inside().names.set(otherName, row.number);
      const relevant = `selected(\${${name}}, 'other')`;
      const of = { parent: node.parent, kind: 'item', type: 'text', otherOf: node.id } as const;
      lines.push({ row, node: { id, name: otherName, ...of, label: {}, relevant } });
    }
  }

  const common = (row: Row, id: string, name: string): TemplateNode => commonOf(row, id, name, inside().id);

  for (const row of rows) {
    if (/^(yes|true|1)$/i.test(row.text('disabled'))) continue;
    const cell = row.text('type');
    if (cell === '') {
      const said = row.text('name') || Object.values(row.words('label') ?? {})[0];
      if (said) findings.error('type.missing', row.placeOf('name'), { name: said });
      continue;
    }
    const type = questionType(cell);
    if (!type) findings.error('type.unknown', row.placeOf('type'), { type: cell });
    else if (type.kind === 'unsupported') findings.error(type.why, row.placeOf('type'), { type: cell });
    else if (type.kind === 'begin') begin(row, type.of);
    else if (type.kind === 'end') end(row, type.of);
    else if (type.kind !== 'file') item(row, type);
  }
  for (const { row, of } of open.slice(1)) {
    if (row) findings.error('block.unended', row.placeOf('type'), { of });
  }
  return lines;
}

/** Words alone are often given no name, and there is one log of a form. */
function nameFor(row: Row, type: ItemOf): string {
  if (type.type === 'note') return `note_${row.number}`;
  return type.kind === 'item' && type.preload === 'audit' ? 'audit' : '';
}

function commonOf(row: Row, id: string, name: string, parent: string | null): TemplateNode {
  const media = mediaOf(row);
  const relevant = expressionOf(row, 'relevant');
  const [hint, guidance, appearance] = [row.words('hint'), row.words('guidance_hint'), row.text('appearance')];
  return {
    ...{ id, parent, kind: 'item', name, label: row.words('label') ?? {} },
    ...(hint && { hint }),
    ...(guidance && { guidance }),
    ...(media && { media }),
    ...(relevant && { relevant }),
    ...(appearance && { appearance }),
  };
}

const unlabelled = new Set(['calculate', 'hidden', 'metadata']);

function withType(node: TemplateNode, row: Row, type: ItemOf, findings: Findings): TemplateNode {
  const [constraint, calculation] = [expressionOf(row, 'constraint'), expressionOf(row, 'calculation')];
  const [requiredMessage, constraintMessage] = [row.words('required_message'), row.words('constraint_message')];
  const [required, readonly] = [flagOf(row, 'required'), flagOf(row, 'readonly')];
  const extra = type.kind === 'item' ? type.extra : undefined;
  const parameters = parametersOf(row, findings);
  const trigger = row.text('trigger').match(/[^\s,${}]+/g);
  const given = row.text('default');
  const choiceFilter = expressionOf(row, 'choice_filter');
  if (type.type === 'calculate' && !calculation && given === '') {
    findings.error('calculation.missing', row.placeOf('type'), { name: node.name });
  }
  const isShown = !unlabelled.has(type.type);
  if (isShown && !calculation && Object.keys(node.label).length === 0 && !node.hint && !node.media) {
    findings.warn('label.missing', row.placeOf('name'), { name: node.name });
  }
  return {
    ...node,
    type: type.type,
    ...(type.kind === 'item' && type.preload && { preload: type.preload }),
    ...(type.kind === 'select' && type.orOther && { orOther: true as const }),
    ...(extra?.appearance && !node.appearance && { appearance: extra.appearance }),
    ...((constraint || extra?.constraint) && { constraint: constraint || extra?.constraint }),
    ...(required && { required }),
    ...(readonly && { readonly }),
    ...(calculation && { calculation }),
    ...(requiredMessage && { requiredMessage }),
    ...(constraintMessage && { constraintMessage }),
    ...(parameters && { parameters }),
    ...(trigger && { trigger: [...trigger] }),
    ...(given &&
      (isWorkedOut(given) ? { defaultExpression: meantExpression(given) } : { default: row.raw('default').trim() })),
    ...(choiceFilter && { choiceFilter }),
  };
}

function expressionOf(row: Row, field: string): string {
  return meantExpression(row.raw(field));
}

/** `yes` and its like as an expression; empty where it is never so. */
function flagOf(row: Row, field: string): string {
  const text = expressionOf(row, field);
  if (/^(yes|true|true\(\)|1|x|có)$/i.test(text)) return 'true()';
  return /^(no|false|false\(\)|0|không)$/i.test(text) ? '' : text;
}
