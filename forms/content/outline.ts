import type { TemplateContent, TemplateNode } from '../../shared/schema/template-content.ts';

/** A template's lines as the tree that they are. */
export class Outline {
  readonly #byId: ReadonlyMap<string, TemplateNode>;
  readonly #byName: ReadonlyMap<string, readonly TemplateNode[]>;
  readonly #children: ReadonlyMap<string | null, readonly TemplateNode[]>;

  constructor({ nodes }: Pick<TemplateContent, 'nodes'>) {
    this.#byId = new Map(nodes.map((node) => [node.id, node]));
    this.#byName = groupedBy(nodes, ({ name }) => name);
    this.#children = groupedBy(nodes, ({ parent }) => parent);
  }

  node(id: string): TemplateNode | undefined {
    return this.#byId.get(id);
  }

  childrenOf(id: string | null): readonly TemplateNode[] {
    return this.#children.get(id) ?? [];
  }

  /** What it stands in, from the innermost out. */
  ancestorsOf({ parent }: TemplateNode): readonly TemplateNode[] {
    const found = parent === null ? undefined : this.#byId.get(parent);
    return found ? [found, ...this.ancestorsOf(found)] : [];
  }

  /**
   * Which line a name means to one that uses it: the nearest to it, an item before a group. `null` where there is none of that name,
   * `ambiguous` where two are as near.
   */
  named(name: string, from: TemplateNode): TemplateNode | 'ambiguous' | null {
    const found = this.#byName.get(name) ?? [];
    if (found.length <= 1) return found[0] ?? null;
    const own = [from, ...this.ancestorsOf(from)].map(({ id }) => id);
    const distance = (node: TemplateNode) => {
      const shared = this.ancestorsOf(node).findIndex(({ id }) => own.includes(id));
      const level = shared < 0 ? own.length : own.indexOf(this.ancestorsOf(node)[shared]?.id ?? '');
      return level * 1_000 + (shared < 0 ? this.ancestorsOf(node).length : shared);
    };
    const items = found.filter(({ kind }) => kind === 'item');
    const [first, second] = (items.length > 0 ? items : found)
      .map((node) => ({ node, away: distance(node) }))
      .sort((one, other) => one.away - other.away);
    if (!first) return null;
    return second && second.away === first.away ? 'ambiguous' : first.node;
  }

  /** Names from the top down, as a path of XPath takes them. */
  pathOf(node: TemplateNode): readonly string[] {
    return [
      ...this.ancestorsOf(node)
        .map(({ name }) => name)
        .reverse(),
      node.name,
    ];
  }
}

function groupedBy<Key>(nodes: readonly TemplateNode[], keyOf: (node: TemplateNode) => Key): Map<Key, TemplateNode[]> {
  const groups = new Map<Key, TemplateNode[]>();
  for (const node of nodes) {
    const group = groups.get(keyOf(node));
    if (group) group.push(node);
    else groups.set(keyOf(node), [node]);
  }
  return groups;
}
