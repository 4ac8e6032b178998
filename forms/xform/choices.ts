import type { ChoiceList, TemplateNode } from '../../shared/schema/template-content.ts';
import type { Findings } from '../content/findings.ts';
import { judgeChoiceNames } from '../content/judge-lines.ts';
import { usualColumns } from '../files/choices-of-file.ts';
import type { XmlElement } from '../xml/element.ts';
import type { InstanceLists } from './instance-lists.ts';
import { usualShape } from './instance-shape.ts';
import { type Itemset, readItemset, readQuery } from './itemset.ts';
import type { LinePaths } from './line-paths.ts';
import { namedExpression } from './named-expression.ts';
import { pathFrom, plainPath } from './plain-path.ts';

interface ChoiceParts {
  readonly paths: LinePaths;
  readonly lists: InstanceLists;
  readonly findings: Findings;
}

/** A question with what it lets choose: a list, the answers of a repeat, or what stands in it. What can't be read is told. */
export function choicesOf(node: TemplateNode, control: XmlElement, parts: ChoiceParts): TemplateNode {
  const place = { row: control.line };
  const [itemset, query] = [control.child('itemset'), control.attribute('query')];
  if (itemset) return ofItemset(node, itemset, parts);
  if (query !== '') {
    const read = readQuery(query);
    if (!read) parts.findings.error('xform.itemset', place, { nodeset: query });
    return read
      ? withFilter(
          { ...node, list: parts.lists.ofOldFile(read.instance, control.line).id },
          read.filter,
          parts,
          control.line,
        )
      : node;
  }
  const items = control.children('item');
  if (items.length === 0) {
    parts.findings.error('xform.noChoices', place, { name: node.name });
    return node;
  }
  return withList(node, parts.lists.ofItems(items, node), '', parts, control.line);
}

function ofItemset(node: TemplateNode, element: XmlElement, parts: ChoiceParts): TemplateNode {
  const read = readItemset(element);
  const row = element.line;
  if (!read) {
    parts.findings.error('xform.itemset', { row }, { nodeset: element.attribute('nodeset') });
    return node;
  }
  const shuffled = shuffledBy(read, node, parts, row);
  const { from, value, label, isText, filter } = read;
  if ('path' in from) return { ...ofAnswers(node, from.path, read, parts, row), ...shuffled };
  if (from.shape !== (parts.paths.instances.get(from.instance)?.shape ?? usualShape)) {
    parts.findings.error('xform.itemset', { row }, { nodeset: element.attribute('nodeset') });
    return node;
  }
  const list = parts.lists.ofInstance(from.instance, { value, label, isText }, node, row);
  if (!list) return node;
  const usual = usualColumns(parts.lists.fileOf(from.instance));
  const parameters = {
    ...node.parameters,
    ...(list.file !== undefined && value !== usual.value && { value }),
    ...(list.file !== undefined && label !== usual.label && { label }),
    ...shuffled,
  };
  const own = { ...node, ...(Object.keys(parameters).length > 0 && { parameters }) };
  return withList(own, list, filter, parts, row);
}

function withList(node: TemplateNode, list: ChoiceList, filter: string, parts: ChoiceParts, row: number): TemplateNode {
  judgeChoiceNames(node, list, { row }, parts.findings);
  if (filter.trim() === '') parts.lists.judgeTwice(list);
  return withFilter({ ...node, list: list.id }, filter, parts, row);
}

function withFilter(node: TemplateNode, filter: string, parts: ChoiceParts, row: number): TemplateNode {
  const choiceFilter = filter.trim() && named(filter, node, parts, row, true);
  return { ...node, ...(choiceFilter && { choiceFilter }) };
}

/** Choices that are the answers to a question of a repeat. */
function ofAnswers(
  node: TemplateNode,
  path: string,
  { value, filter }: Itemset,
  parts: ChoiceParts,
  row: number,
): TemplateNode {
  const { paths, findings } = parts;
  const plain = plainPath(path);
  const repeat = plain && pathFrom(paths.pathOf(node), plain);
  const line = repeat === null ? undefined : paths.lineAt(`${repeat}/${value}`);
  if (!line) {
    findings.error('xform.itemset', { row }, { nodeset: path });
    return node;
  }
  const choicesFrom = paths.callOf(line, node, 'expression');
  // That it is answered is asked of every choice.
  const isUsual = filter.replace(/\s/g, '') === `./${value}!=''`;
  return withFilter({ ...node, choicesFrom }, isUsual ? '' : filter, parts, row);
}

function shuffledBy({ isShuffled, seed }: Itemset, node: TemplateNode, parts: ChoiceParts, row: number) {
  if (!isShuffled) return {};
  return { randomize: 'true', ...(seed.trim() && { seed: named(seed, node, parts, row, false) }) };
}

function named(
  text: string,
  line: TemplateNode,
  { paths, findings }: ChoiceParts,
  row: number,
  isFilter: boolean,
): string {
  const tellUnknown = (name: string) => findings.error('reference.unknown', { row }, { name });
  return namedExpression(text, { paths, line, isFilter, tellUnknown });
}
