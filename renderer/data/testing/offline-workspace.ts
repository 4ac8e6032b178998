import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { OpenSession } from '../../../shared/bridge/contract.ts';
import { openWorkspace } from '../open-workspace.ts';
import type { Workspace } from '../workspace.ts';

const session: OpenSession = {
  person: {
    id: 'p-an',
    username: 'an',
    name: 'Nguyễn Thị An',
    title: 'Chuyên viên',
    role: 'inspector',
    scope: '15',
    unitName: 'Sở KH&CN',
  },
  deviceId: 'device-07',
  deviceName: 'Laptop 07',
  database: '',
  leaseEndsAt: '2026-12-31T00:00:00Z',
  rolledBack: false,
};

/** An inspector's empty database in memory, on a laptop without a network; its opener closes it. */
export function offlineWorkspace(): Promise<Workspace> {
  return openWorkspace({
    storage: getRxStorageMemory(),
    session: { ...session, database: `offline-${crypto.randomUUID()}` },
    baseUrl: 'http://127.0.0.1:9',
    fetch: () => Promise.reject(new TypeError('no network')),
  });
}
