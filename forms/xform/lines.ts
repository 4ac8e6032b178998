import type { TemplateNode } from '../../shared/schema/template-content.ts';
import { LineIds } from '../content/line-ids.ts';
import type { Control } from './controls.ts';
import type { DataNode } from './data-tree.ts';

/** A line that has its place among the others, and says nothing yet. */
export interface BareLine {
  readonly node: TemplateNode;
  readonly data: DataNode;
}

/**
 * The places of the data as lines, in the order in which the body asks for them. What it does not ask for stays behind what it follows in the
 * data.
 */
export function bareLines(top: DataNode, controls: ReadonlyMap<string, Control>): readonly BareLine[] {
  const ids = new LineIds();
  const order = new Map([...controls.keys()].map((path, at) => [path, at]));

  function firstAsked(data: DataNode): number {
    const own = order.get(data.path) ?? Number.POSITIVE_INFINITY;
    return Math.min(own, ...data.children.map(firstAsked));
  }

  function inOrder(siblings: readonly DataNode[]): readonly DataNode[] {
    let last = -1;
    const placed = siblings.map((data) => {
      const asked = firstAsked(data);
      if (asked !== Number.POSITIVE_INFINITY) last = asked;
      return { data, last };
    });
    return placed.sort((one, other) => one.last - other.last).map(({ data }) => data);
  }

  function linesIn(holder: DataNode, parent: string | null): readonly BareLine[] {
    return inOrder(holder.children).flatMap((data) => {
      const { name } = data;
      const kind = kindOf(data, controls.get(data.path));
      const node: TemplateNode = { id: ids.idFor(name, parent), parent, kind, name, label: {} };
      return [{ node, data }, ...linesIn(data, node.id)];
    });
  }

  return linesIn(top, null);
}

function kindOf({ children, isPattern, turns }: DataNode, control: Control | undefined): TemplateNode['kind'] {
  const holds = children.length > 0;
  if (control?.kind === 'repeat' || isPattern || (holds && turns > 1)) return 'repeat';
  return holds || control?.kind === 'group' ? 'group' : 'item';
}
