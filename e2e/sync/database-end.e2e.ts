import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filter, firstValueFrom } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../electron/database/engine.ts';
import { servePort } from '../../electron/database/port.ts';
import { openWorkspace } from '../../renderer/data/open-workspace.ts';
import type { SyncStatus, Workspace } from '../../renderer/data/workspace.ts';
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts';
import type { TestSession } from '../../server/testing/test-session.ts';
import { createStorageClient, type StorageClient } from '../../shared/storage/client.ts';
import { createPortPair } from '../../shared/storage/port.ts';
import { shellOf } from './device.ts';
import { preparation } from './documents.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-end-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A workspace whose database can be taken from under it, as when its process ends, and be given back. */
interface Machine {
  readonly workspace: Workspace;
  readonly client: StorageClient;
  /** Everything that was sent and not answered is refused; the file is opened anew. */
  endDatabase(): Promise<void>;
  until(fits: (status: SyncStatus) => boolean): Promise<SyncStatus>;
  close(): Promise<void>;
}

async function openMachine(session: TestSession): Promise<Machine> {
  const file = path.join(folder, `${randomBytes(6).toString('hex')}.db`);
  const keyHex = randomBytes(32).toString('hex');
  const client = createStorageClient();
  let engine = Engine.open({ file, keyHex });
  const attach = () => {
    const [near, far] = createPortPair();
    servePort({ engine, port: far, allowed: 'any' });
    return client.attach(near);
  };
  await attach();
  const workspace = await openWorkspace({
    storage: client.storage,
    session: {
      person: session.person,
      deviceId: session.deviceId,
      deviceName: 'Máy thử',
      database: 'machine',
      leaseEndsAt: session.leaseEndsAt,
      rolledBack: false,
    },
    baseUrl: server.url,
    fetch: shellOf(session),
  });
  return {
    workspace,
    client,
    endDatabase: async () => {
      client.detach();
      engine.close();
      engine = Engine.open({ file, keyHex });
      await attach();
    },
    until: (fits) => firstValueFrom(workspace.sync.status$.pipe(filter(fits))),
    close: async () => {
      await workspace.close();
      client.close();
      engine.close();
    },
  };
}

const isDone = ({ state, unsent }: SyncStatus): boolean => state === 'upToDate' && unsent === 0;

describe('a workspace whose database process ends', () => {
  it('goes on saving and sending, and loses nothing that was acknowledged', async () => {
    const machine = await openMachine(await server.signIn('an'));
    await machine.until(isDone);
    const saved: string[] = [];
    for (let round = 0; round < 10; round++) {
      const saves = [1, 2, 3].map(async () => {
        const { id } = await machine.workspace.insert('cases', preparation());
        saved.push(id);
      });
      // Each time at another point of saving, sending and noting.
      for (let turn = 0; turn < round * 7; turn++) await new Promise((resolve) => setImmediate(resolve));
      await machine.endDatabase();
      await Promise.all(saves);
    }
    await machine.until(isDone);
    expect(saved).toHaveLength(30);
    for (const id of saved) expect(await machine.workspace.collections.cases.findOne(id).exec()).not.toBeNull();
    const stored = await server.sql<{ id: string }>('select id from sync.cases where id = any($1)', [saved]);
    expect(stored.map(({ id }) => id).sort()).toEqual([...saved].sort());
    await machine.close();
  });

  it('goes on with a download, and has it whole', async () => {
    const writer = await openMachine(await server.signIn('an'));
    await writer.until(isDone);
    const made = Array.from({ length: 1_200 }, () => writer.workspace.insert('cases', preparation()));
    await Promise.all(made);
    await writer.until(isDone);
    await writer.close();

    const reader = await openMachine(await server.signIn('binh'));
    const isReceiving = ({ firstDownload }: SyncStatus) => (firstDownload?.received ?? 0) > 0;
    await reader.until(isReceiving);
    for (let round = 0; round < 5; round++) {
      for (let turn = 0; turn < round * 11; turn++) await new Promise((resolve) => setImmediate(resolve));
      await reader.endDatabase();
    }
    await reader.until(isDone);
    const there = await reader.workspace.collections.cases.count().exec();
    const [stored] = await server.sql<{ count: string }>('select count(*) from sync.cases');
    expect(there).toBe(Number(stored?.count));
    await reader.close();
  });
});
