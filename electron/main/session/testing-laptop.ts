import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ProblemError, problemOf } from '../../../shared/problem/problem.ts';
import type { Person } from '../../../shared/schema/people.ts';
import type { CommitMark } from '../../database/file-state.ts';
import type { Databases } from '../database/databases.ts';
import { openLog } from '../log.ts';
import { centralServer } from '../server/central-server.ts';
import { answerJson, type Met, startTestingServer, type TestingServer } from '../server/testing-server.ts';
import { peopleFolder } from '../vault/people-folder.ts';
import { openSessions, type Session } from './session.ts';

/** A database process that only remembers: which file was opened with which key. Tests of the vault need no more. */
export interface RecordedDatabases extends Databases {
  readonly keys: string[];
  openFiles: number;
  damaged: boolean;
  lastCommit: number;
  /** What a test looks at just before a file is closed. */
  beforeClose: () => Promise<void>;
  acknowledge(commits: number): void;
}

export function recordDatabases(): RecordedDatabases {
  let onCommitted: (mark: CommitMark) => void = () => undefined;
  const fileId = 'file-1';
  const file = (folder: string) => path.join(folder, 'database');
  const recorded: RecordedDatabases = {
    keys: [],
    openFiles: 0,
    damaged: false,
    lastCommit: 0,
    beforeClose: async () => undefined,
    acknowledge: (commits) => onCommitted({ fileId, commits }),
    prepare: () => undefined,
    async open(input) {
      if (recorded.damaged) throw new ProblemError('database.damaged');
      recorded.keys.push(input.key.toString('hex'));
      recorded.openFiles += 1;
      onCommitted = input.onCommitted;
      await mkdir(file(input.folder), { recursive: true });
      await writeFile(path.join(file(input.folder), 'db'), 'x');
      let isOpen = true;
      return {
        isRolledBack: input.lastMark !== null && input.lastMark.commits > recorded.lastCommit,
        mark: { fileId, commits: recorded.lastCommit },
        get isAlive() {
          return isOpen;
        },
        connect: () => undefined,
        async close() {
          await recorded.beforeClose();
          if (isOpen) recorded.openFiles -= 1;
          isOpen = false;
        },
      };
    },
    async restore() {
      recorded.damaged = false;
      return '2026-11-01T00:00:00.000Z';
    },
    async setAside(folder) {
      recorded.damaged = false;
      if (existsSync(file(folder))) await rename(file(folder), `${file(folder)}.aside`);
    },
    lastGoodCopy: async () => '2026-11-01T00:00:00.000Z',
  };
  return recorded;
}

export const an: Person = {
  id: 'p-an',
  username: 'an',
  name: 'Nguyễn Thị An',
  title: 'Chuyên viên',
  role: 'inspector',
  scope: 'song-mai',
  unitName: 'Sở',
};
export const binh: Person = { ...an, id: 'p-binh', username: 'binh', name: 'Trần Văn Bình' };

/** Accounts as a server keeps them: who may come in, what it grants, what it refuses. */
export interface TestingAccounts {
  readonly server: TestingServer;
  /** Refresh tokens that are good for one more use, by person. */
  readonly tokens: Map<string, string>;
  keepsRecovery: boolean;
  leaseDays: number;
  revoked: boolean;
}

const recoveryOf = (person: Person) => Buffer.from(person.id.padEnd(32, '.')).toString('base64url');

async function startTestingAccounts(now: () => number): Promise<TestingAccounts> {
  let count = 0;
  const people = [an, binh];
  const grant = (person: Person, byPassword: boolean) => {
    count += 1;
    const refreshToken = `refresh-token-${person.id}-${count}`;
    accounts.tokens.set(refreshToken, person.id);
    return {
      accessToken: `access-token-${person.id}-${count}`,
      accessExpiresAt: new Date(now() + 600_000).toISOString(),
      refreshToken,
      person,
      leaseEndsAt: new Date(now() + accounts.leaseDays * 86_400_000).toISOString(),
      ...(byPassword && accounts.keepsRecovery ? { recoverySecret: recoveryOf(person) } : {}),
    };
  };
  const reply = ({ path: asked, body }: Met): readonly [number, unknown] => {
    if (accounts.revoked) return [403, { code: 'device.revoked' }];
    const input = JSON.parse(body || '{}') as { username?: string; password?: string; refreshToken?: string };
    if (asked === '/auth/sign-in') {
      const person = people.find(({ username }) => username === input.username);
      return person && input.password === 'right' ? [200, grant(person, true)] : [401, { code: 'credentials.wrong' }];
    }
    if (asked === '/auth/refresh') {
      const person = people.find(({ id }) => id === accounts.tokens.get(input.refreshToken ?? ''));
      if (!person) return [401, { code: 'refresh.reused' }];
      accounts.tokens.delete(input.refreshToken ?? '');
      return [200, grant(person, false)];
    }
    return [200, {}];
  };
  const server = await startTestingServer((met, response) => {
    answerJson(response, ...reply(met));
  });
  const accounts: TestingAccounts = { server, tokens: new Map(), keepsRecovery: true, leaseDays: 14, revoked: false };
  return accounts;
}

export interface TestingLaptop {
  readonly session: Session;
  readonly databases: RecordedDatabases;
  readonly told: { readonly name: string; readonly payload: unknown }[];
  /** Locks, and settles when nothing is written into its folder any more. */
  end(): Promise<void>;
}

interface LaptopClock {
  /** Milliseconds that have passed, whatever the clock says. */
  readonly elapsedMs?: () => number;
  /** Server clock minus device clock; null before the server was met. */
  readonly clockOffsetMs?: () => number | null;
}

/** A program start on a laptop's folder. */
function startLaptop(
  folder: string,
  serverUrl: string,
  now: () => number,
  { elapsedMs = () => 0, clockOffsetMs = () => null }: LaptopClock = {},
): TestingLaptop {
  const told: TestingLaptop['told'] = [];
  const none = () => Promise.reject(new Error('There is no keychain'));
  const keychain = { isAvailable: async () => false, seal: none, unseal: none };
  const databases = recordDatabases();
  const log = openLog(path.join(folder, 'logs'));
  const central = centralServer({ baseUrl: serverUrl, fetch });
  const session: Session = openSessions({
    networks: () => [],
    people: peopleFolder(path.join(folder, 'people'), keychain, { memoryKiB: 64, passes: 1 }, now),
    keychain,
    device: { id: 'device-01', name: 'laptop' },
    server: central,
    databases,
    log,
    clockOffsetMs,
    position: () => null,
    now,
    elapsedMs,
    tell(name, payload) {
      told.push({ name, payload });
      if (name === 'locked') session.left();
    },
  });
  return {
    session,
    databases,
    told,
    async end() {
      await session.lock('person');
      await log.settled();
    },
  };
}

/** A laptop's folder, the accounts that it signs in to, and the program's starts on it. */
export interface TestingStage {
  readonly folder: string;
  readonly accounts: TestingAccounts;
  start(serverUrl?: string): TestingLaptop;
  /** Ends every start, then what they worked with. */
  end(): Promise<void>;
}

export async function openTestingStage(now: () => number, clock: LaptopClock = {}): Promise<TestingStage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-laptop-'));
  const accounts = await startTestingAccounts(now);
  const started: TestingLaptop[] = [];
  return {
    folder,
    accounts,
    start(serverUrl = accounts.server.url) {
      const laptop = startLaptop(folder, serverUrl, now, clock);
      started.push(laptop);
      return laptop;
    },
    async end() {
      for (const laptop of started) await laptop.end();
      await accounts.server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const pin = '274951';

/** Signs a person in by password, and sets their PIN. */
export async function enter({ session }: TestingLaptop, username: string, newPin = pin) {
  const { person } = await session.signIn({ username, password: 'right' });
  return session.setPin({ personId: person.id, pin: newPin });
}

/** What went wrong; null when nothing did. */
export function problem(work: Promise<unknown> | undefined) {
  return Promise.resolve(work).then(
    () => null,
    (thrown: unknown) => problemOf(thrown),
  );
}

/** Every file below a folder, by its path there. */
export async function allFiles(root: string): Promise<string[]> {
  const names = await readdir(root, { recursive: true });
  const files = await Promise.all(
    names.map(async (name) => ((await stat(path.join(root, name))).isFile() ? name : '')),
  );
  return files.filter(Boolean);
}
