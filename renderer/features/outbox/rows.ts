import type { OutboxItem } from '../../data/workspace.ts';

/** One line of the outbox: one document, or all answers of one case that wait together. */
export interface OutboxRow {
  readonly key: string;
  readonly first: OutboxItem;
  readonly count: number;
  readonly sizeBytes: number;
  /** Milliseconds since 1970, the oldest of them. */
  readonly since: number;
}

/** Lines for what is being sent or waits, the oldest first; answers of one case stand in one line. */
export function rowsOf(items: readonly OutboxItem[], state: 'sending' | 'waiting'): readonly OutboxRow[] {
  const rows = new Map<string, OutboxRow>();
  for (const item of items) {
    if (item.state !== state) continue;
    const key = item.collection === 'answers' ? `answers ${item.caseId}` : `${item.collection} ${item.id}`;
    const before = rows.get(key);
    rows.set(key, {
      key,
      first: before?.first ?? item,
      count: (before?.count ?? 0) + 1,
      sizeBytes: (before?.sizeBytes ?? 0) + item.sizeBytes,
      since: Math.min(before?.since ?? item.since, item.since),
    });
  }
  return [...rows.values()].sort((a, b) => a.since - b.since);
}

/** Bytes of all of them. */
export function totalSize(items: readonly { readonly sizeBytes: number }[]): number {
  return items.reduce((sum, item) => sum + item.sizeBytes, 0);
}
