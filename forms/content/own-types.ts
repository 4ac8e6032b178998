import type { ChoiceList, TemplateContent, TemplateNode } from '../../shared/schema/template-content.ts';
import { compliesChoices } from './complies.ts';

/** Types of ours, by the word in the column appearance that tells them from the type that other programs know in their place. */
export const ownTypes = { complies: 'complies', table: 'table' } as const;

/**
 * The lines with our types where they are meant, and the lists without those that such a type has in it: a choice of one among exactly the answers
 * of `complies`, a text that is a table.
 */
export function withOwnTypes(
  nodes: readonly TemplateNode[],
  lists: readonly ChoiceList[],
): Pick<TemplateContent, 'nodes' | 'lists'> {
  const ofComplies = new Set(lists.filter(isOfComplies).map(({ id }) => id));
  const typed = nodes.map((node) => withOwnType(node, ofComplies));
  const own = new Set(nodes.flatMap(({ list }, at) => (list !== undefined && list !== typed[at]?.list ? [list] : [])));
  const isUsed = (id: string) => typed.some((node) => node.list === id || mentions(node, id));
  return { nodes: typed, lists: lists.filter(({ id }) => !own.has(id) || isUsed(id)) };
}

function isOfComplies({ choices }: ChoiceList): boolean {
  const names = choices.map(({ name }) => name).toSorted();
  const wanted = compliesChoices.map(({ name }) => name).toSorted();
  return names.length === wanted.length && names.every((name, at) => name === wanted[at]);
}

function withOwnType(node: TemplateNode, ofComplies: ReadonlySet<string>): TemplateNode {
  const { appearance = '', list, ...rest } = node;
  const words = appearance.split(/\s+/);
  const without = (own: string) => {
    const left = words.filter((word) => word !== own).join(' ');
    return left === '' ? {} : { appearance: left };
  };
  if (node.type === 'text' && words.includes(ownTypes.table)) {
    return { ...rest, type: 'table', ...without(ownTypes.table) };
  }
  const isComplies = node.type === 'selectOne' && !node.orOther && list !== undefined && ofComplies.has(list);
  return isComplies && words.includes(ownTypes.complies)
    ? { ...rest, type: 'complies', ...without(ownTypes.complies) }
    : node;
}

/** An expression can look into a list that no line chooses from. */
function mentions(node: TemplateNode, list: string): boolean {
  return Object.values(node).some(
    (value) => typeof value === 'string' && /\binstance\s*\(/.test(value) && value.includes(list),
  );
}
