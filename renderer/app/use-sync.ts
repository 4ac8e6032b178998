import { useMemo } from 'react';
import type { Upload } from '../data/evidence/uploads.ts';
import type { OutboxItem, SyncStatus } from '../data/workspace.ts';
import { useEvidenceFiles } from '../ui/evidence/evidence-files.tsx';
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

const noUploads: readonly Upload[] = [];

/** How the network and the queue stand, live; originals of evidence count as documents do. */
export function useSyncStatus(): SyncStatus {
  const status = useLive(useWorkspace().sync.status$, unknown).value;
  const uploads = useUploads();
  return useMemo(() => withUploads(status, uploads), [status, uploads]);
}

function withUploads(status: SyncStatus, uploads: readonly Upload[]): SyncStatus {
  if (uploads.length === 0) return status;
  const isSending = status.state === 'upToDate' && uploads.some((upload) => upload.isSending);
  return {
    ...status,
    state: isSending ? 'sending' : status.state,
    unsent: status.unsent + uploads.length,
    refused: status.refused + refusedOf([], uploads),
  };
}

/** How many of these documents and originals the server has refused. */
export function refusedOf(items: readonly OutboxItem[], uploads: readonly Upload[]): number {
  return items.filter(({ state }) => state === 'refused').length + uploads.filter(({ problem }) => problem).length;
}

/** Every document that the server has not confirmed, live; null until it is known: nothing would be a claim. */
export function useOutbox(): readonly OutboxItem[] | null {
  return useLive<readonly OutboxItem[] | null>(useWorkspace().sync.outbox$, null).value;
}

/** Every original that the server has not confirmed, live. */
export function useUploads(): readonly Upload[] {
  return useLive(useEvidenceFiles().uploads.all$, noUploads).value;
}
