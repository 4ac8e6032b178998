import type { ChoiceList, TemplateContent, TemplateNode } from '../../shared/schema/template-content.ts';
import { exportXlsForm } from '../xlsform/export-xlsform.ts';
import { importXlsForm } from '../xlsform/import-xlsform.ts';

/** What a test says of a line; the rest is that of a text in no group. */
export type Said = Partial<TemplateNode> & { readonly name: string };

/** A template of one language without a name. */
export function contentOf(
  lines: readonly Said[],
  lists: readonly ChoiceList[] = [],
  more: Partial<TemplateContent> = {},
): TemplateContent {
  return {
    ...{
      title: 'Mẫu',
      formId: 'mau',
      version: '1',
      rootName: 'data',
      languages: ['default'],
      defaultLanguage: 'default',
    },
    nodes: lines.map(lineOf),
    lists: [...lists],
    ...more,
  };
}

function lineOf(said: Said): TemplateNode {
  const isItem = said.kind === undefined || said.kind === 'item';
  return {
    id: said.name,
    parent: null,
    kind: 'item',
    ...(isItem && { type: 'text' }),
    label: { default: said.name },
    ...said,
  };
}

/** The template as it comes in again from its own export. Throws where it is refused. */
export async function again(template: TemplateContent): Promise<TemplateContent> {
  const { workbook, files } = await exportXlsForm(template);
  const { content, errors } = await importXlsForm(workbook, files);
  if (!content) throw new Error(JSON.stringify(errors));
  return content;
}

/** A template whose lines are called by the names from the top down to them, whatever their ids are. */
export function byPath(content: TemplateContent): TemplateContent {
  const byId = new Map(content.nodes.map((node) => [node.id, node]));
  const path = (id: string): string => {
    const node = byId.get(id);
    return node ? `${node.parent === null ? '' : path(node.parent)}/${node.name}` : id;
  };
  const nodes = content.nodes.map((node) => ({
    ...node,
    id: path(node.id),
    parent: node.parent === null ? null : path(node.parent),
    ...(node.otherOf !== undefined && { otherOf: path(node.otherOf) }),
  }));
  return { ...content, nodes };
}
