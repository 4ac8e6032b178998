import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RxStorage } from 'rxdb';
import { filter, firstValueFrom, Subject } from 'rxjs';
import { getRxStorageEncryptedSqlite } from '../../electron/database/rx-storage.ts';
import { openWorkspace } from '../../renderer/data/open-workspace.ts';
import type { SyncStatus, Workspace } from '../../renderer/data/workspace.ts';
import { postJson, type TestSession } from '../../server/testing/test-session.ts';
import type { SessionReply } from '../../shared/protocol/auth.ts';
import { epochHeader, replicaHeader } from '../../shared/protocol/version.ts';
import { collections } from '../../shared/schema/collections.ts';

/** A laptop of a test: one person's workspace on a real encrypted file, and the shell's part between it and the server. */
export interface Device {
  readonly workspace: Workspace;
  /** Emits as the shell's `wake` does. */
  readonly wake$: Subject<void>;
  /** Resolves with the first status that fits. */
  until(fits: (status: SyncStatus) => boolean): Promise<SyncStatus>;
  /** Resolves once everything is confirmed both ways. */
  synced(): Promise<SyncStatus>;
  /** Closes the program and opens it again, with another way to the server if one is given. */
  restart(url?: string): Promise<Device>;
  /** Closes the program and leaves its file, for another program to open. */
  leave(): Promise<DeviceFile>;
  close(): Promise<void>;
}

export interface DeviceOptions {
  /** Where the server is reached, perhaps through a bad network; the server's own URL when absent. */
  readonly url: string;
  readonly session: TestSession;
  /** The device's clock: so many milliseconds ahead of the true time. */
  readonly aheadMs?: number;
  /** Stands between the workspace and its encrypted storage. */
  readonly over?: (storage: RxStorage<unknown, unknown>) => RxStorage<unknown, unknown>;
  /** Stands between the workspace and the shell. */
  readonly through?: (shell: typeof fetch) => typeof fetch;
}

/** RxDB opens fifteen collections in one process: two laptops have room for seven each, one of them for their own records. */
const withoutPapers = collections.filter(({ name }) => !['evidence', 'documents', 'templates'].includes(name));

export interface DeviceFile {
  readonly folder: string;
  readonly key: string;
  readonly name: string;
  /** The shell, which knows what database of the server this laptop has met. */
  readonly shell: typeof fetch;
}

/** Opens a device on the file that another program left, or a new device with an empty file of its own. */
export async function openDevice(options: DeviceOptions, left?: DeviceFile): Promise<Device> {
  if (left) return open(options, left);
  const folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-device-'));
  const key = randomBytes(32).toString('hex');
  return open(options, { folder, key, name: `db-${randomBytes(6).toString('hex')}`, shell: shellOf(options.session) });
}

async function open(options: DeviceOptions, file: DeviceFile): Promise<Device> {
  const { session, aheadMs = 0, over = (storage) => storage, through = (shell) => shell } = options;
  const wake$ = new Subject<void>();
  const workspace = await openWorkspace({
    storage: over(getRxStorageEncryptedSqlite({ key: file.key, directory: file.folder })),
    session: {
      person: session.person,
      deviceId: session.deviceId,
      deviceName: 'Máy thử',
      database: file.name,
      leaseEndsAt: session.leaseEndsAt,
      rolledBack: false,
    },
    baseUrl: options.url,
    fetch: through(file.shell),
    synchronised: withoutPapers,
    clock: () => Date.now() + aheadMs,
    wake$,
  });
  const until: Device['until'] = (fits) => firstValueFrom(workspace.sync.status$.pipe(filter(fits)));
  return {
    workspace,
    wake$,
    until,
    synced: () => until((status) => status.state === 'upToDate' && status.unsent === 0),
    restart: async (url = options.url) => {
      await workspace.close();
      return open({ ...options, url }, file);
    },
    leave: async () => {
      await workspace.close();
      return file;
    },
    close: async () => {
      await workspace.close();
      await rm(file.folder, { recursive: true, force: true });
    },
  };
}

/**
 * Adds what the shell adds to the window's requests, keeps which database of the server it has met, and has its session go on
 * when the access token is over.
 */
export function shellOf(
  session: Pick<TestSession, 'accessToken' | 'refreshToken' | 'deviceId' | 'replica'>,
): typeof fetch {
  const { deviceId, replica } = session;
  let { accessToken, refreshToken } = session;
  let met: string | null = null;
  let renewing: Promise<boolean> | null = null;

  const ask: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${accessToken}`);
    headers.set(replicaHeader, replica);
    if (met !== null) headers.set(epochHeader, met);
    const answer = await fetch(input, { ...init, headers });
    const epoch = answer.headers.get(epochHeader);
    if (answer.ok && epoch && (met === null || String(input).endsWith('/sync/restored'))) met = epoch;
    return answer;
  };
  const renew = async (url: string): Promise<boolean> => {
    const answer = await postJson(url, '/auth/refresh', { refreshToken, deviceId });
    if (answer.ok) ({ accessToken, refreshToken } = (await answer.json()) as SessionReply);
    return answer.ok;
  };
  return async (input, init) => {
    const used = accessToken;
    const answer = await ask(input, init);
    if (answer.status !== 401) return answer;
    if (used === accessToken) {
      renewing ??= renew(new URL(String(input)).origin).finally(() => {
        renewing = null;
      });
      if (!(await renewing)) return answer;
    }
    return ask(input, init);
  };
}
