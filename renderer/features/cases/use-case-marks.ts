import { useMemo } from 'react';
import { useOutbox } from '../../app/use-sync.ts';
import type { OutboxItem } from '../../data/workspace.ts';

type Mark = OutboxItem['state'];

const weight: Readonly<Record<Mark, number>> = { waiting: 0, sending: 1, refused: 2 };

/** By case: the gravest state of what the server has not confirmed of it, its answers and findings included. */
export function marksByCase(items: readonly OutboxItem[]): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const { collection, id, caseId, state } of items) {
    const key = caseId ?? (collection === 'cases' ? id : null);
    if (key === null) continue;
    const known = marks.get(key);
    if (!known || weight[state] > weight[known]) marks.set(key, state);
  }
  return marks;
}

export function useCaseMarks(): ReadonlyMap<string, Mark> {
  const outbox = useOutbox();
  return useMemo(() => marksByCase(outbox ?? []), [outbox]);
}
