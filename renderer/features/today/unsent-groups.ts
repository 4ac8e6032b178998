import type { CollectionName, OutboxItem } from '../../data/workspace.ts';

export interface UnsentGroup {
  readonly collection: CollectionName;
  readonly count: number;
  readonly sizeBytes: number;
}

/** Unconfirmed documents by what they are, the most numerous kind first. */
export function groupUnsent(items: readonly OutboxItem[]): readonly UnsentGroup[] {
  const groups = new Map<CollectionName, UnsentGroup>();
  for (const { collection, sizeBytes } of items) {
    const group = groups.get(collection) ?? { collection, count: 0, sizeBytes: 0 };
    groups.set(collection, { collection, count: group.count + 1, sizeBytes: group.sizeBytes + sizeBytes });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
