import type { TemplateNode } from '../../shared/schema/template-content.ts';
import { referencesIn } from '../expression/references.ts';
import type { Outline } from './outline.ts';

/**
 * A line whose value, or whether it is asked, depends on itself by way of others: their names in turn, the first once more at the end. Null
 * where there is none.
 */
export function cycleIn(nodes: readonly TemplateNode[], outline: Outline): readonly TemplateNode[] | null {
  const state = new Map<string, 'open' | 'done'>();
  const path: TemplateNode[] = [];

  function visit(node: TemplateNode): readonly TemplateNode[] | null {
    if (state.get(node.id) === 'done') return null;
    if (state.get(node.id) === 'open') return [...path.slice(path.findIndex(({ id }) => id === node.id)), node];
    state.set(node.id, 'open');
    path.push(node);
    for (const other of dependenciesOf(node, outline)) {
      const found = visit(other);
      if (found) return found;
    }
    path.pop();
    state.set(node.id, 'done');
    return null;
  }

  for (const node of nodes) {
    const found = visit(node);
    if (found) return found;
  }
  return null;
}

/** Items that must be known before this line is: those that it is worked out from, and by which it and what it stands in are asked. */
function dependenciesOf(node: TemplateNode, outline: Outline): readonly TemplateNode[] {
  const named = (text: string | undefined, from: TemplateNode) =>
    referencesIn(text ?? '').flatMap(({ name, isLastSaved }) => {
      const found = isLastSaved ? null : outline.named(name, from);
      // Of a group or a repeat it is counted how many there are: no value of it is taken.
      return found && found !== 'ambiguous' && found.kind === 'item' ? [found] : [];
    });
  // What is worked out once may take its own value.
  const calculation = /\bonce\s*\(/.test(node.calculation ?? '') ? undefined : node.calculation;
  return [
    named(calculation, node),
    ...[node, ...outline.ancestorsOf(node)].map((each) => named(each.relevant, each)),
  ].flat();
}
