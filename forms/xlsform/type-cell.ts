import type { TemplateNode } from '../../shared/schema/template-content.ts';
import { ownTypes } from '../content/own-types.ts';

const selects: Readonly<Record<string, string>> = {
  selectOne: 'select_one',
  selectMultiple: 'select_multiple',
  rank: 'rank',
};

/** Where the choices of the form's questions stand. */
export interface ChoiceSources {
  /** Files of lists that are read from one, by the lists' ids. */
  readonly files: ReadonlyMap<string, string>;
  /** Id of the list of the answers of `complies`. */
  readonly complies: string;
}

/** The cell `type` of an item, as `questionType` reads it. */
export function typeCell(node: TemplateNode, sources: ChoiceSources): string {
  const { type = 'text', preload } = node;
  if (type === 'complies') return `select_one ${sources.complies}`;
  if (type === 'table') return 'text';
  if (type === 'metadata') return preload ?? 'hidden';
  const select = selects[type];
  return select === undefined ? type : selectCell(select, node, sources);
}

function selectCell(
  select: string,
  { list = '', choicesFrom, orOther }: TemplateNode,
  { files }: ChoiceSources,
): string {
  const file = files.get(list);
  const asked = file === undefined ? `${select} ${choicesFrom ?? list}` : `${select}_from_file ${file}`;
  return orOther ? `${asked} or_other` : asked;
}

/** The cell `appearance`, with the word that tells a type of ours. */
export function appearanceCell({ type, appearance = '' }: TemplateNode): string {
  const own = type === 'complies' || type === 'table' ? ownTypes[type] : '';
  return `${own} ${appearance}`.trim();
}
