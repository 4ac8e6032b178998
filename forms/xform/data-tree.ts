import type { Findings } from '../content/findings.ts';
import type { XmlElement } from '../xml/element.ts';

/** A place of the primary instance: what becomes a line, or the whole answer at the top. */
export interface DataNode {
  readonly name: string;
  /** `/data/desk/staff`. */
  readonly path: string;
  readonly parent: DataNode | null;
  readonly children: readonly DataNode[];
  /** Of the file. */
  readonly line: number;
  /** What is answered before anybody has; empty of one that holds others. */
  readonly text: string;
  /** How many of it stand there, the pattern of a repeat apart. */
  readonly turns: number;
  readonly isPattern: boolean;
}

/** The primary instance, each place once, without what a program keeps there for itself: `meta`, and the names of OpenRosa. */
export function readData(primary: XmlElement, findings: Findings): DataNode {
  return nodeOf([primary], 1, null, findings);
}

/** All places below the top, in order, each before those in it. */
export function placesIn({ children }: DataNode): readonly DataNode[] {
  return children.flatMap((each) => [each, ...placesIn(each)]);
}

/** One place of these elements: a repeat has several, in each turn of what it stands in. */
function nodeOf(alike: readonly XmlElement[], turns: number, parent: DataNode | null, findings: Findings): DataNode {
  const [first] = alike as [XmlElement];
  const children: DataNode[] = [];
  const inside = alike.map((each) => each.elements.filter((element) => !isLeftOut(element, parent === null)));
  const isPattern = alike.some((each) => each.has('template'));
  const isEmpty = inside.every(({ length }) => length === 0);
  const path = `${parent?.path ?? ''}/${first.name}`;
  if (isEmpty && turns > 1)
    findings.error('xform.twice', { row: alike[1]?.line ?? first.line }, { id: path, before: first.line });
  const node: DataNode = {
    ...{ name: first.name, path, parent, children, line: first.line, turns, isPattern },
    text: isEmpty ? first.text.trim() : '',
  };
  for (const { elements, most } of groupedByName(inside)) children.push(nodeOf(elements, most, node, findings));
  return node;
}

/** Elements of one name together; `most`: how many of them stand in one turn of what holds them, the pattern apart. */
function groupedByName(turns: readonly (readonly XmlElement[])[]) {
  const groups = new Map<string, { readonly elements: XmlElement[]; most: number }>();
  for (const inside of turns) {
    const counts = new Map<string, number>();
    for (const each of inside) {
      const group = groups.get(each.name) ?? { elements: [], most: 0 };
      groups.set(each.name, group);
      group.elements.push(each);
      const count = (counts.get(each.name) ?? 0) + (each.has('template') ? 0 : 1);
      counts.set(each.name, count);
      group.most = Math.max(group.most, count);
    }
  }
  return [...groups.values()];
}

function isLeftOut({ name, prefix }: XmlElement, isTop: boolean): boolean {
  return prefix === 'orx' || (isTop && name === 'meta');
}
