import { ownNotes } from '../../data/own-notes.ts';
import type { Collections } from '../../data/workspace.ts';

/** The last check of a case that found everything ready. */
export interface LastReady {
  /** Milliseconds since 1970. */
  readonly readyMs: number;
}

const nameOf = (caseId: string) => `trip:${caseId}`;

export async function readLastReady(collections: Collections, caseId: string): Promise<LastReady | null> {
  const kept = await ownNotes(collections).read(nameOf(caseId));
  if (typeof kept !== 'object' || kept === null || !('readyMs' in kept) || typeof kept.readyMs !== 'number')
    return null;
  return { readyMs: kept.readyMs };
}

export function keepLastReady(collections: Collections, caseId: string, last: LastReady): Promise<void> {
  return ownNotes(collections).write(nameOf(caseId), last);
}
