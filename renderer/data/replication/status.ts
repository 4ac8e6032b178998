import type { Problem } from '../../../shared/problem/problem.ts';
import type { FirstDownloadProgress, SyncStatus } from '../workspace.ts';
import type { LinkState } from './link.ts';

/** What the one quiet line is made of. */
export interface SyncFacts {
  readonly link: LinkState;
  /** What stands in the way on this machine: the database is damaged, or was closed. */
  readonly databaseProblem: Problem | null;
  /** Documents that wait to be sent, without those refused. */
  readonly waiting: number;
  readonly refused: number;
  readonly openConflicts: number;
  readonly isReceiving: boolean;
  /** Null once the first download is whole. */
  readonly firstDownload: FirstDownloadProgress | null;
  readonly lastSyncedAt: string | null;
}

export function statusOf(facts: SyncFacts): SyncStatus {
  const { link, databaseProblem } = facts;
  const trouble = link.kind === 'online' ? link.trouble : link.problem;
  return {
    state: stateOf(facts),
    unsent: facts.waiting + facts.refused,
    refused: facts.refused + facts.openConflicts,
    differences: facts.openConflicts,
    lastSyncedAt: facts.lastSyncedAt,
    firstDownload: facts.firstDownload,
    problem: databaseProblem ?? trouble,
  };
}

function stateOf({ link, databaseProblem, waiting, isReceiving, firstDownload }: SyncFacts): SyncStatus['state'] {
  if (databaseProblem || link.kind === 'paused') return 'paused';
  if (link.kind === 'away' || link.trouble) return 'offline';
  if (waiting > 0) return 'sending';
  return isReceiving || firstDownload !== null ? 'receiving' : 'upToDate';
}
