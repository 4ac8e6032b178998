import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '../../data/workspace.ts';
import { syncLineOf } from './sync-line.ts';

const status = (part: Partial<SyncStatus>): SyncStatus => ({
  state: 'upToDate',
  unsent: 0,
  refused: 0,
  differences: 0,
  lastSyncedAt: '2026-11-18T14:02:00+07:00',
  firstDownload: null,
  problem: null,
  ...part,
});

describe('the sync line says the most important thing', () => {
  it.each([
    [{}, 'upToDate', 0, false],
    [{ lastSyncedAt: null }, 'upToDateNever', 0, false],
    [{ unsent: 3 }, 'waiting', 3, false],
    [{ unsent: 3, state: 'receiving' }, 'waiting', 3, false],
    [{ state: 'receiving' }, 'receiving', 0, false],
    [{ state: 'sending', unsent: 2 }, 'sending', 2, false],
    [{ state: 'sending' }, 'sending', 1, false],
    [{ state: 'offline', unsent: 3 }, 'offline', 0, false],
    [
      { state: 'receiving', firstDownload: { received: 1_240, remaining: 700, share: 0.2 } },
      'firstDownload',
      1_240,
      false,
    ],
    [{ state: 'offline', firstDownload: { received: 1_240, remaining: 700, share: 0.2 } }, 'offline', 0, false],
    [{ state: 'paused' }, 'paused', 0, false],
    [{ state: 'paused', problem: { code: 'session.expired' } }, 'sessionExpired', 0, true],
    [{ state: 'paused', problem: { code: 'refresh.reused' } }, 'sessionExpired', 0, true],
    [{ state: 'paused', problem: { code: 'server.newer' } }, 'clientOld', 0, true],
    [{ state: 'paused', problem: { code: 'server.restored' } }, 'stopped', 0, true],
    [{ state: 'offline', unsent: 3, problem: { code: 'server.older' } }, 'serverOld', 0, false],
    [{ state: 'offline', refused: 2 }, 'refused', 2, true],
  ] as const)('%o', (part, key, count, attention) => {
    expect(syncLineOf(status(part))).toEqual({ key, count, attention });
  });
});
