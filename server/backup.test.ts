import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs, {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { epochHeader } from '../shared/protocol/version.ts';
import { backUp } from './backup.ts';
import { reachEmbeddedPostgres } from './embedded-postgres.ts';
import { readManifest } from './postgres/backup-manifest.ts';
import { passwordFile } from './postgres/data-folder.ts';
import { restore } from './restore.ts';
import { newEntity, row } from './testing/documents.ts';
import { databaseIn, type Rows, rowsIn, startEmbeddedServer } from './testing/embedded-database.ts';
import { type ServerProcess, startServerProcess } from './testing/server-process.ts';
import { openTestSession, type TestSession, testSession } from './testing/test-session.ts';

/** Each of these starts PostgreSQL several times. */
vi.setConfig({ testTimeout: 300_000 });

const scratch = mkdtempSync(path.join(tmpdir(), 'minh-tra-backup-'));
// As root, PostgreSQL runs as another user, who has to get in.
chmodSync(scratch, 0o755);
const at = (name: string) => path.join(scratch, name);
const [dataFolder, walFolder, databaseFolder] = [at('data'), at("người's log %f"), databaseIn(at('data'))];
const env = { MINH_TRA_DATA_DIR: dataFolder, MINH_TRA_WAL_FOLDER: walFolder };
const backup = at('backup');
/** An original of evidence as the server keeps it. */
const content = 'ảnh';
const sha256 = createHash('sha256').update(content).digest('hex');
const original = path.join('data', 'evidence', 'song-mai', sha256.slice(0, 2), sha256);
/** What the backup alone holds, and the database when the server that was backed up ended. */
let first: Rows;
let last: Rows;
const entitiesAtOnce = 3;
const writers = [0, 1, 2];

beforeAll(async () => {
  const server = await startEmbeddedServer(dataFolder);
  await server.stop();
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Command {
  readonly code: number | null;
  readonly said: string;
}

function spawnCommand(name: 'backup' | 'restore', args: string[]) {
  const program = path.join(import.meta.dirname, `../build/start/${name}.ts`);
  return spawn(process.execPath, [program, ...args], { env: { PATH: process.env.PATH, ...env } });
}

/** Runs the command as `npm run` does; `killOn`: kills it when this name appears beside the folder. */
async function command(name: 'backup' | 'restore', args: string[], killOn?: string): Promise<Command> {
  const child = spawnCommand(name, args);
  const watcher = killOn === undefined ? null : watch(path.dirname(killOn));
  watcher?.on('change', (_, seen) => seen === path.basename(killOn ?? '') && child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += String(text)));
  const [code] = (await once(child, 'close')) as [number | null];
  watcher?.close();
  return { code, said };
}

/** Pushes three entities at a time until told to stop; answers the pushes that were acknowledged, in their order. */
function writeOn(session: TestSession, writer: number) {
  const acknowledged: string[][] = [];
  let isStopped = false;
  let tell = () => {};
  const ended = (async () => {
    while (!isStopped) {
      const ids = Array.from({ length: entitiesAtOnce }, (_, each) => `w${writer}-${acknowledged.length}-${each}`);
      const answers = await session.push(
        'entities',
        ids.map((id) => row(Object.assign(newEntity(session.person), { id }))),
      );
      if (answers.length > 0) throw new Error(JSON.stringify(answers));
      acknowledged.push(ids);
      tell();
    }
  })();
  return {
    acknowledged,
    next: () =>
      new Promise<void>((resolve) => {
        tell = resolve;
      }),
    stop: () => {
      isStopped = true;
      return ended;
    },
  };
}

function entitiesIn(rows: Rows): Set<string> {
  const documents = [...rows].flatMap(([table, texts]) => (table.startsWith('sync.') ? texts : []));
  return new Set(documents.flatMap((text) => /\bw\d-\d+-\d\b/.exec(text) ?? []));
}

function namesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

/** The archive that the backup goes on in: the first that was begun below the folder. */
function archiveIn(folder: string): string {
  return path.join(folder, readManifest(backup).archive ?? 'none');
}

function segmentsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^[0-9A-F]{24}$/.test(name))
    .sort();
}

/** Has the database of the running server begin another file of its log. */
async function nextSegment(): Promise<void> {
  const client = new pg.Client((await reachEmbeddedPostgres(databaseFolder))?.url);
  await client.connect();
  await client.query('select pg_switch_wal()');
  await client.end();
}

/** Lets every user read what is in a folder, as PostgreSQL's has to. */
function open(folder: string): void {
  for (const place of ['', ...namesBelow(folder)]) chmodSync(path.join(folder, place), 0o755);
}

/** What is done meanwhile, and how many entries of a folder this process saw in it whenever its turn came. */
async function sizesSeen<T>(folder: string, doing: Promise<T>): Promise<{ done: T; sizes: ReadonlySet<number> }> {
  const sizes = new Set<number>();
  let isDone = false;
  const end = () => {
    isDone = true;
  };
  doing.then(end, end);
  for (; !isDone; await setImmediate()) if (existsSync(folder)) sizes.add(readdirSync(folder).length);
  return { done: await doing, sizes };
}

/** What is brought to the disk meanwhile by this process. */
async function syncedBy(doing: () => Promise<unknown>): Promise<string[]> {
  const synced: string[] = [];
  const { fsyncSync } = fs;
  const spy = vi.spyOn(fs, 'fsyncSync').mockImplementation((file) => {
    synced.push(readlinkSync(`/proc/self/fd/${file}`));
    fsyncSync(file);
  });
  syncBuiltinESMExports();
  await doing();
  spy.mockRestore();
  syncBuiltinESMExports();
  return synced;
}

async function epochOf(session: TestSession): Promise<string | null> {
  return (await session.request('/sync/entities')).headers.get(epochHeader);
}

describe('a backup that was made while people wrote', () => {
  const later = newEntity({ id: 'p-an', scope: 'song-mai' });
  const written: { acknowledged: string[][]; before: number }[] = [];
  let session: TestSession;
  let until: string;
  let epoch: string | null;

  const sessionOn = (server: ServerProcess) => testSession(server.url, session, session.deviceId);

  it('is made of a running server', async () => {
    const server = await startServerProcess(env);
    session = await openTestSession(server.url, 'an');
    epoch = await epochOf(session);
    const writing = writers.map((writer) => writeOn(session, writer));
    await Promise.all(writing.map(({ next }) => next()));
    const before = writing.map(({ acknowledged }) => acknowledged.length);
    mkdirSync(path.dirname(at(original)), { recursive: true });
    writeFileSync(at(original), content);
    const { code, said } = await command('backup', [backup]);
    expect([code, said]).toEqual([0, expect.stringContaining(`MB: ${backup}`)]);
    expect(said).toContain(`1 new originals of evidence, 0 MB: ${at('evidence')}`);
    await Promise.all(writing.map(({ next }) => next()));
    for (const { stop } of writing) await stop();
    written.push(...writing.map(({ acknowledged }, writer) => ({ acknowledged, before: before[writer] ?? 0 })));
    until = new Date().toISOString();
    while (Date.now() <= Date.parse(until) + 1) await setImmediate();
    expect(await session.push('entities', [row(later)])).toEqual([]);
    await nextSegment();
    expect(await session.push('entities', [row(newEntity(session.person))])).toEqual([]);
    const refused = await command('restore', [backup]);
    expect([refused.code, refused.said]).toEqual([
      1,
      `a server uses the database in ${databaseFolder}: stop it first\n`,
    ]);
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
    expect(await server.end('SIGTERM')).toBe(0);
    last = await rowsIn(dataFolder);
  });

  it('holds all that was acknowledged before, and every write after that whole or not at all', async () => {
    rmSync(at(original));
    const { code, said } = await command('restore', [backup]);
    expect([code, said]).toEqual([0, expect.stringContaining('The former database is in')]);
    expect(readFileSync(at(original), 'utf8')).toBe(content);
    first = await rowsIn(dataFolder);
    const held = entitiesIn(first);
    for (const { acknowledged, before } of written) {
      const there = acknowledged.map((ids) => ids.filter((id) => held.has(id)).length);
      const whole = there.indexOf(0);
      expect(whole).toBeGreaterThanOrEqual(before);
      expect(there).toEqual(there.map((_, push) => (push < whole ? entitiesAtOnce : 0)));
    }
  });

  it('and its archive bring a moment back, and the server knows that it was restored', async () => {
    const { code, said } = await command('restore', [backup, '--wal', walFolder, '--until', until]);
    expect([code, said]).toEqual([0, expect.stringMatching(/replayed to [0-9A-F]{24}; the last transaction is of 2/)]);
    expect((/is of (\S+)/.exec(said)?.[1] ?? 'nothing') <= until).toBe(true);
    let server = await startServerProcess(env);
    const { documents } = await sessionOn(server).pullAll('entities');
    const ids = new Set(documents.map(({ id }) => id));
    expect(written.flatMap(({ acknowledged }) => acknowledged.flat()).filter((id) => !ids.has(id))).toEqual([]);
    expect(ids.has(later.id)).toBe(false);
    const restored = await epochOf(sessionOn(server));
    expect(restored).not.toBe(epoch);
    expect(await sessionOn(server).push('entities', [row(newEntity(session.person))])).toEqual([]);
    await server.end('SIGTERM');
    server = await startServerProcess(env);
    expect(await epochOf(sessionOn(server))).toBe(restored);
    await server.end('SIGTERM');
    expect(readdirSync(walFolder)).toHaveLength(2);
  });

  it('and its archive bring everything back, row by row', async () => {
    const { replayed } = await restore({ databaseFolder, backup, walFolder });
    expect(replayed.segment).toBe(segmentsIn(archiveIn(walFolder)).at(-1));
    const rows = await rowsIn(dataFolder);
    expect([...rows.keys()]).toEqual([...last.keys()]);
    for (const [table, expected] of last) expect([table, rows.get(table)]).toEqual([table, expected]);
  });

  it('names the moment that it can’t bring back', async () => {
    const options = { databaseFolder, backup, walFolder };
    await expect(restore({ ...options, until: new Date(0) })).rejects.toThrow('take an older one');
    await expect(restore({ ...options, until: new Date(Date.now() + 1_000) })).rejects.toThrow(
      'the archive ends before',
    );
    await expect(restore({ ...options, walFolder: scratch })).rejects.toThrow('does not hold');
  });

  describe('and an archive that can’t be read whole', () => {
    const spoilt = at('spoilt');
    const options = { databaseFolder, backup, walFolder: spoilt };
    const lastOfBackup = () => segmentsIn(path.join(backup, 'cluster/pg_wal')).at(-1) ?? '';
    const archived = (name: string) => path.join(archiveIn(spoilt), name);

    beforeEach(() => cpSync(walFolder, spoilt, { recursive: true }));
    afterEach(() => rmSync(spoilt, { recursive: true }));

    it.runIf(process.getuid?.() === 0)('is refused where PostgreSQL’s user can’t get to it', async () => {
      chmodSync(spoilt, 0o700);
      await expect(restore(options)).rejects.toThrow(`can't reach ${archiveIn(spoilt)}`);
    });

    it('stops at a file that is closed, and at a folder that is', async () => {
      const [, next = ''] = segmentsIn(archiveIn(spoilt)).filter((name) => name >= lastOfBackup());
      open(spoilt);
      chmodSync(archived(next), 0o000);
      await expect(restore(options)).rejects.toThrow(`${next} could not be fetched: EACCES`);
      rmSync(archived(next));
      chmodSync(archiveIn(spoilt), 0o311);
      await expect(restore(options)).rejects.toThrow(`${next} could not be fetched: EACCES`);
    });

    it('names what is missing in the middle, or spoilt', async () => {
      const [, next = '', ...later] = segmentsIn(archiveIn(spoilt)).filter((name) => name >= lastOfBackup());
      expect(later).not.toEqual([]);
      open(spoilt);
      const bytes = readFileSync(archived(next));
      writeFileSync(archived(next), bytes.fill(0, 8_192));
      const fault = new RegExp(`up to ${later.at(-1)}, but it can be replayed only to .* \\(last transaction of 2`);
      await expect(restore(options)).rejects.toThrow(fault);
      rmSync(archived(next));
      await expect(restore(options)).rejects.toThrow(fault);
      expect(existsSync(`${databaseFolder}.restoring`)).toBe(false);
    });
  });
});

describe('a database that no server uses', () => {
  const quiet = at('quiet');

  it('is not backed up by a command that was told to end', async () => {
    const child = spawnCommand('backup', [quiet]);
    const exit = once(child, 'exit');
    while (!existsSync(`${quiet}.unfinished/cluster`)) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGTERM');
    expect((await exit)[0]).toBe(130);
    expect(existsSync(quiet)).toBe(false);
    expect(() => readManifest(`${quiet}.unfinished`)).toThrow('is no backup');
  });

  it.runIf(process.platform === 'linux')(
    'is on the disk, with its password, before it counts as restored',
    async () => {
      const unfinished = `${databaseIn(at('synced'))}.restoring`;
      const synced = await syncedBy(() => restore({ databaseFolder: databaseIn(at('synced')), backup }));
      const wanted = [path.join(unfinished, passwordFile), unfinished, path.dirname(unfinished)];
      expect(synced.filter((place) => wanted.includes(place)).slice(0, 3)).toEqual(wanted);
    },
  );

  it('is backed up, after a backup that was killed, and restored on another machine row by row', async () => {
    expect((await command('backup', [quiet], `${quiet}.unfinished`)).code).toBe(null);
    expect(existsSync(quiet)).toBe(false);
    const { done, sizes } = await sizesSeen(`${quiet}.unfinished/cluster`, backUp(databaseFolder, quiet));
    expect(done.files.length).toBeGreaterThan(500);
    expect(sizes.size).toBeGreaterThan(5);
    expect(readdirSync(scratch).filter((name) => name.startsWith('quiet'))).toEqual(['quiet']);
    await expect(backUp(databaseFolder, quiet)).rejects.toThrow('is there already');
    await expect(backUp(at('nothing'), at('none'))).rejects.toThrow('there is no database in');
    await expect(backUp(databaseFolder, path.join(databaseFolder, 'own'))).rejects.toThrow('is inside');
    const other = at('other machine');
    await expect(restore({ databaseFolder: other, backup: quiet, walFolder })).rejects.toThrow('nothing was archived');
    expect((await restore({ databaseFolder: databaseIn(other), backup: quiet })).replaced).toBe(null);
    expect(await rowsIn(other)).toEqual(last);
  });

  it('is left alone when a file of the backup is not what it was', async () => {
    const before = namesBelow(dataFolder);
    const file = readManifest(quiet).files.find(({ path: place }) => place.endsWith('pg_xact/0000'))?.path ?? '';
    const bytes = readFileSync(path.join(quiet, file));
    bytes.writeUInt8(bytes.readUInt8(5_000) ^ 1, 5_000);
    writeFileSync(path.join(quiet, file), bytes);
    const { code, said } = await command('restore', [quiet]);
    expect([code, said]).toEqual([1, `${path.join(quiet, file)} is damaged: this backup can not be restored\n`]);
    rmSync(path.join(quiet, passwordFile));
    await expect(restore({ databaseFolder, backup: quiet })).rejects.toThrow(`${passwordFile} is missing`);
    writeFileSync(path.join(quiet, 'manifest.json'), '{');
    await expect(restore({ databaseFolder, backup: quiet })).rejects.toThrow('manifest.json is damaged');
    await expect(restore({ databaseFolder, backup: scratch })).rejects.toThrow('is no backup');
    expect(namesBelow(dataFolder)).toEqual(before);
  });

  it('is as before or as after, whenever a restore is killed', async () => {
    expect((await command('restore', [backup], `${databaseFolder}.restoring`)).code).toBe(null);
    expect(await rowsIn(dataFolder)).toEqual(last);
    await command('restore', [backup], `${databaseFolder}.restored`);
    expect(await rowsIn(dataFolder)).toEqual(first);
    // Killed between putting the former aside and what was restored in its place.
    renameSync(databaseFolder, `${databaseFolder}.restored`);
    expect(await rowsIn(dataFolder)).toEqual(first);
    expect(readdirSync(dataFolder).filter((name) => name.includes('restor'))).toEqual([]);
  });
});
