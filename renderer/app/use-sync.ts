import type { OutboxItem, SyncStatus } from '../data/workspace.ts';
import { useLive } from '../ui/use-documents.ts';
import { useWorkspace } from './workspace-context.tsx';

const unknown: SyncStatus = {
  state: 'offline',
  unsent: 0,
  refused: 0,
  differences: 0,
  lastSyncedAt: null,
  firstDownload: null,
  problem: null,
};

/** How the network and the queue stand, live. */
export function useSyncStatus(): SyncStatus {
  return useLive(useWorkspace().sync.status$, unknown).value;
}

/** Every document that the server has not confirmed, live; null until it is known: nothing would be a claim. */
export function useOutbox(): readonly OutboxItem[] | null {
  return useLive<readonly OutboxItem[] | null>(useWorkspace().sync.outbox$, null).value;
}
