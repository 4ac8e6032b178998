import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { backUp } from './backup.ts';
import { reachEmbeddedPostgres } from './embedded-postgres.ts';
import { newEntity, row } from './testing/documents.ts';
import { databaseIn } from './testing/embedded-database.ts';
import { runServerProcess, type ServerProcess, startServerProcess } from './testing/server-process.ts';
import { createTestDatabase, databaseWithPeople } from './testing/test-server.ts';
import { openTestSession, type TestSession, testSession } from './testing/test-session.ts';

/** Each of these starts the program several times. */
vi.setConfig({ testTimeout: 300_000 });

describe('a server with an embedded database', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'minh-tra-main-'));
  const env = { MINH_TRA_DATA_DIR: folder, MINH_TRA_DEMO: '1' };
  // As root, PostgreSQL runs as another user, who has to get in: else its files would be elsewhere.
  chmodSync(folder, 0o755);
  const pidFile = path.join(folder, 'postgres/cluster/postmaster.pid');
  let session: TestSession;
  let checkpoint: string;

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function isGone(file: string): Promise<void> {
    while (existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  function sessionOn(server: ServerProcess): TestSession {
    return testSession(server.url, session, session.deviceId);
  }

  it('starts, loads the demonstration once, and stops cleanly on SIGTERM with a stream open', async () => {
    const server = await startServerProcess(env);
    expect(server.postgres).toMatch(/^18\./);
    session = await openTestSession(server.url, 'an');
    const events = await session.events();
    const { documents } = await session.pullAll('cases');
    expect(documents).toHaveLength(182);
    const entity = newEntity(session.person);
    await session.push('entities', [row(entity)]);
    expect(await server.end('SIGTERM')).toBe(0);
    await events.ended;
    expect(existsSync(pidFile)).toBe(false);
    const again = await startServerProcess(env);
    expect(again.log.join('\n')).not.toMatch(/loaded|applied/);
    const { documents: entities, ...end } = await sessionOn(again).pullAll('entities');
    expect(entities).toContainEqual(entity);
    ({ checkpoint } = end);
    expect(await again.end('SIGINT')).toBe(0);
  });

  it('that is killed leaves no database behind, and starts again with all that it had accepted', async () => {
    const server = await startServerProcess(env);
    const entity = newEntity(session.person);
    expect(await sessionOn(server).push('entities', [row(entity)])).toEqual([]);
    await server.end('SIGKILL');
    await isGone(pidFile);
    const again = await startServerProcess(env);
    const { documents } = await sessionOn(again).pullAll('entities', checkpoint);
    expect(documents).toContainEqual(entity);
    await again.end('SIGTERM');
  });

  it('ends with its parent', async () => {
    const parent = spawn(
      process.execPath,
      [
        '-e',
        `const child = require('node:child_process').spawn(process.execPath, ['server/main.ts'],
           { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
         child.once('message', ({ url }) => process.stdout.write(url));`,
      ],
      { env: { PATH: process.env.PATH, PORT: '0', ...env }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [url] = (await once(parent.stdout, 'data')) as [Buffer];
    const events = await testSession(String(url), session, session.deviceId).events();
    parent.kill('SIGKILL');
    await events.ended;
    await isGone(pidFile);
  });

  it('refuses a folder that another server uses, and harms it not', async () => {
    const server = await startServerProcess(env);
    const second = await runServerProcess(env);
    expect(second.code).toBe(1);
    expect(second.log.join('\n')).toContain('could not start');
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
    await server.end('SIGTERM');
  });
});

describe('a server that archives its log', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'minh-tra-archiving-'));
  const at = (name: string) => path.join(folder, name);
  const env = { MINH_TRA_DATA_DIR: at('data'), MINH_TRA_WAL_FOLDER: at('disk') };
  chmodSync(folder, 0o755);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function archiveToldBy(environment: Record<string, string>): Promise<{ archive: string; begins: boolean }> {
    const server = await startServerProcess(environment);
    await server.end('SIGTERM');
    const text = server.log.join('\n');
    return {
      archive: /"archive":"([^"]*)","msg":"the log is archived"/.exec(text)?.[1] ?? 'none',
      begins: text.includes('a new archive begins: back up now'),
    };
  }

  it('refuses to start while the archive’s disk is away, and goes on with it when it is back', async () => {
    const { archive, begins } = await archiveToldBy(env);
    expect([path.dirname(archive), begins]).toEqual([at('disk'), true]);
    renameSync(at('disk'), at('unmounted'));
    mkdirSync(at('disk'));
    const { code, log } = await runServerProcess(env);
    expect([code, log.join('\n')]).toEqual([1, expect.stringContaining(`${archive}, is not there: mount its disk.`)]);
    const refusal = 'is not there: mount its disk';
    await expect(reachEmbeddedPostgres(databaseIn(at('data')))).rejects.toThrow(refusal);
    await expect(backUp(databaseIn(at('data')), at('backup'))).rejects.toThrow(refusal);
    expect(readdirSync(at('disk'))).toEqual([]);
    rmSync(at('disk'), { recursive: true });
    renameSync(at('unmounted'), at('disk'));
    expect(await archiveToldBy(env)).toEqual({ archive, begins: false });
    const elsewhere = await archiveToldBy({ ...env, MINH_TRA_WAL_FOLDER: at('other') });
    expect([path.dirname(elsewhere.archive), elsewhere.begins]).toEqual([at('other'), true]);
  });
});

describe('what the embedded database says', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'minh-tra-telling-'));
  const at = (name: string) => path.join(folder, name);
  chmodSync(folder, 0o755);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function logged(server: ServerProcess, said: string): Promise<string> {
    for (;;) {
      const line = server.log.find((each) => each.includes(said));
      if (line) return line;
      if (server.child.stdout) await once(server.child.stdout, 'data');
    }
  }

  it('stands in the server’s log: an archive that fails, its end; of what people write nothing', async () => {
    const server = await startServerProcess({ MINH_TRA_DATA_DIR: at('data'), MINH_TRA_WAL_FOLDER: at('disk') });
    const client = new pg.Client((await reachEmbeddedPostgres(databaseIn(at('data'))))?.url);
    client.on('error', () => undefined);
    await client.connect();
    await expect(client.query(`select 'secret-word'::int`)).rejects.toThrow('secret-word');
    renameSync(at('disk'), at('unmounted'));
    await client.query('create table public.something (id int); select pg_switch_wal()');
    expect(JSON.parse(await logged(server, 'could not be archived: ENOENT'))).toMatchObject({ level: 40 });
    const exit = once(server.child, 'exit');
    process.kill(Number.parseInt(readFileSync(at('data/postgres/cluster/postmaster.pid'), 'utf8'), 10), 'SIGKILL');
    const end = JSON.parse(await logged(server, '"msg":"the embedded database ended"'));
    expect(end).toMatchObject({ level: 60, said: expect.stringContaining('could not be archived') });
    expect((await exit)[0]).toBe(1);
    expect(server.log.join('\n')).not.toContain('secret-word');
  });
});

describe('a start that fails', () => {
  it('says so and ends: a later database', async () => {
    const databaseUrl = await databaseWithPeople();
    const client = new pg.Client(databaseUrl);
    await client.connect();
    await client.query(`insert into public.minh_tra_migrations (name) values ('29991231T0000-later.sql')`);
    await client.end();
    const { code, log } = await runServerProcess({ DATABASE_URL: databaseUrl });
    expect(code).toBe(1);
    expect(log.join('\n')).toContain(
      '"problem":{"code":"database.newer","details":{"migrations":["29991231T0000-later.sql"]}}',
    );
  });

  it('says so and ends: no database, a port in use, a bad variable', async () => {
    const databaseUrl = await createTestDatabase();
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const environments: [env: Record<string, string>, why: RegExp][] = [
      [{ DATABASE_URL: 'postgres://nobody:secret-word@127.0.0.1:9/none' }, /ECONNREFUSED 127\.0\.0\.1:9/],
      [{ DATABASE_URL: databaseUrl, PORT: port }, /address already in use/],
      [{ DATABASE_URL: databaseUrl, PORT: 'none' }, /PORT must be/],
    ];
    for (const [env, why] of environments) {
      const { code, log } = await runServerProcess(env);
      expect([env, code]).toEqual([env, 1]);
      expect(log.join('\n')).toMatch(why);
      expect(log.join('\n')).not.toContain('secret-word');
    }
    taken.close();
  });
});
