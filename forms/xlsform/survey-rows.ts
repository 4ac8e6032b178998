import type { TemplateContent, TemplateNode } from '../../shared/schema/template-content.ts';
import { Outline } from '../content/outline.ts';
import type { TextSheet } from '../workbook/write-workbook.ts';
import { defaultCell } from './default-cell.ts';
import { mediaCells, mediaFields } from './media.ts';
import { textTable } from './text-table.ts';
import { appearanceCell, type ChoiceSources, typeCell } from './type-cell.ts';
import { type Cells, wordCells, wordHeaders } from './word-cells.ts';

/** The sheet `survey`: a line's row, and after what stands in a group or repeat the row that ends it. */
export function surveySheet(content: TemplateContent, sources: ChoiceSources): TextSheet {
  const { languages } = content;
  const outline = new Outline(content);

  function rowsOf(node: TemplateNode): readonly Cells[] {
    if (isMadeByImport(node, outline)) return [];
    if (node.kind === 'item') return [{ ...commonCells(node, languages), ...itemCells(node, languages, sources) }];
    const begin = { ...commonCells(node, languages), type: `begin_${node.kind}`, repeat_count: node.count ?? '' };
    const inside = outline.childrenOf(node.id).flatMap(rowsOf);
    return [begin, ...inside, { type: `end_${node.kind}`, name: node.name }];
  }

  const words = (field: string) => wordHeaders(field, languages);
  const others = [
    ...[...words('hint'), ...words('guidance_hint'), 'required', ...words('required_message'), 'relevant'],
    ...['constraint', ...words('constraint_message'), 'calculation', 'trigger', 'default', 'readonly', 'appearance'],
    ...['parameters', 'choice_filter', 'repeat_count', ...mediaFields.flatMap(words)],
  ];
  const rows = outline.childrenOf(null).flatMap(rowsOf);
  return textTable('survey', rows, ['type', 'name', ...words('label')], others);
}

/** The line that asks for words of one's own comes with `or_other` of the line before. */
function isMadeByImport({ otherOf }: TemplateNode, outline: Outline): boolean {
  return otherOf !== undefined && outline.node(otherOf)?.orOther === true;
}

function commonCells(node: TemplateNode, languages: readonly string[]): Cells {
  return {
    name: node.name,
    ...wordCells('label', node.label, languages),
    ...wordCells('hint', node.hint, languages),
    ...wordCells('guidance_hint', node.guidance, languages),
    ...mediaCells(node.media, languages),
    relevant: node.relevant ?? '',
    appearance: appearanceCell(node),
  };
}

function itemCells(node: TemplateNode, languages: readonly string[], sources: ChoiceSources): Cells {
  return {
    type: typeCell(node, sources),
    required: flagCell(node.required),
    ...wordCells('required_message', node.requiredMessage, languages),
    constraint: node.constraint ?? '',
    ...wordCells('constraint_message', node.constraintMessage, languages),
    calculation: node.calculation ?? '',
    trigger: (node.trigger ?? []).map((name) => `\${${name}}`).join(', '),
    default: defaultCell(node),
    readonly: flagCell(node.readonly),
    parameters: Object.entries(node.parameters ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .join('; '),
    choice_filter: node.choiceFilter ?? '',
  };
}

function flagCell(expression = ''): string {
  return expression === 'true()' ? 'yes' : expression;
}
