import type { ProblemCode } from '../../../shared/problem/catalogue.ts';
import type { SyncStatus } from '../../data/workspace.ts';

/** What the one quiet line says: a key of `app:sync` and the values in it. */
export interface SyncLine {
  readonly key:
    | 'firstDownload'
    | 'refused'
    | 'sessionExpired'
    | 'clientOld'
    | 'serverOld'
    | 'stopped'
    | 'paused'
    | 'offline'
    | 'sending'
    | 'receiving'
    | 'waiting'
    | 'upToDate'
    | 'upToDateNever';
  readonly count: number;
  /** Amber: something waits for the person. */
  readonly attention: boolean;
}

const quiet = (key: SyncLine['key'], count = 0): SyncLine => ({ key, count, attention: false });
const attention = (key: SyncLine['key'], count = 0): SyncLine => ({ key, count, attention: true });

/** After these the server takes the password alone. */
const endsSession: ReadonlySet<string> = new Set<ProblemCode>(['session.expired', 'refresh.reused']);

/** The most important thing first: what a person must look at, then what holds sending up, then progress. */
export function syncLineOf(status: SyncStatus): SyncLine {
  if (status.refused > 0) return attention('refused', status.refused);
  if (status.state === 'paused') {
    if (!status.problem) return quiet('paused');
    if (status.problem.code === 'server.newer') return attention('clientOld');
    return attention(endsSession.has(status.problem.code) ? 'sessionExpired' : 'stopped');
  }
  if (status.problem?.code === 'server.older') return quiet('serverOld');
  if (status.state === 'offline') return quiet('offline');
  if (status.firstDownload) return quiet('firstDownload', status.firstDownload.received);
  if (status.state === 'sending') return quiet('sending', Math.max(1, status.unsent));
  if (status.unsent > 0) return quiet('waiting', status.unsent);
  if (status.state === 'receiving') return quiet('receiving');
  return quiet(status.lastSyncedAt ? 'upToDate' : 'upToDateNever');
}
