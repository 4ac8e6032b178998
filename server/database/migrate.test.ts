import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../shared/problem/problem.ts';
import { createRegistry } from '../services/registry.ts';
import { standardRegistrations } from '../start.ts';
import { createTestDatabase } from '../testing/test-server.ts';
import { knownMigrations } from './migrate.ts';
import { prepareDatabase } from './prepare.ts';
import { underStartLock } from './start-lock.ts';

const registry = createRegistry(standardRegistrations());

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('preparing a database', () => {
  it('applies every migration once, in the order of their names, and keeps the epoch', async () => {
    const url = await createTestDatabase();
    const first = await prepareDatabase(url, registry);
    expect(first.applied).toEqual(knownMigrations());
    expect(first.applied).toEqual([...first.applied].sort());
    const second = await prepareDatabase(url, registry);
    expect(second).toEqual({ ...first, applied: [] });
    // As an older program left it, which noted no timeline.
    const client = new pg.Client(url);
    await client.connect();
    await client.query(`delete from minh_tra.facts where name = 'timeline'`);
    await client.end();
    expect(await prepareDatabase(url, registry)).toEqual(second);
  });

  it('is done one after another by instances that start at once', async () => {
    const url = await createTestDatabase();
    let waits = 0;
    const starts = [1, 2, 3].map(() =>
      underStartLock(
        url,
        () => (waits += 1),
        () => prepareDatabase(url, registry),
      ),
    );
    const results = await Promise.all(starts);
    expect(waits).toBe(2);
    expect(results.flatMap(({ applied }) => applied)).toEqual(knownMigrations());
    expect(new Set(results.map(({ epoch }) => epoch)).size).toBe(1);
  });

  it('fails when another could start meanwhile, since the connection that holds the lock is gone', async () => {
    const url = await createTestDatabase();
    const endHolder = () =>
      withClient(url, (client) =>
        client.query(
          `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
           and database = (select oid from pg_database where datname = current_database())`,
        ),
      );
    const endless = () => endHolder().then(() => new Promise<never>(() => undefined));
    await expect(underStartLock(url, () => undefined, endless)).rejects.toThrow();
    expect(
      await underStartLock(
        url,
        () => undefined,
        async () => 'free again',
      ),
    ).toBe('free again');
  });

  it('refuses to go backwards: a database that knows a later migration is left untouched', async () => {
    const url = await createTestDatabase();
    await prepareDatabase(url, registry);
    const later = '29991231T0000-later.sql';
    await withClient(url, (client) =>
      client.query('insert into public.minh_tra_migrations (name) values ($1)', [later]),
    );
    const refusal: unknown = await prepareDatabase(url, registry).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ProblemError);
    expect(refusal).toMatchObject({ code: 'database.newer', details: { migrations: [later] } });
  });

  it('adds the column that a definition newly names, and keeps the rows', async () => {
    const url = await createTestDatabase();
    await prepareDatabase(url, registry);
    const wider = registry.all.map((registered) =>
      registered.definition.name === 'entities'
        ? { ...registered, definition: { ...registered.definition, columns: ['code', 'name'] } }
        : registered,
    );
    await prepareDatabase(url, createRegistry(wider));
    const columns = await withClient(url, (client) =>
      client.query(
        `select column_name from information_schema.columns
         where table_schema = 'sync' and table_name = 'entities' and column_name in ('code', 'name') order by 1`,
      ),
    );
    expect(columns.rows).toEqual([{ column_name: 'code' }, { column_name: 'name' }]);
  });

  it('leaves nothing of a migration that failed', async () => {
    const url = await createTestDatabase();
    await withClient(url, (client) => client.query('create schema sync'));
    await expect(prepareDatabase(url, registry)).rejects.toMatchObject({ code: '42P06' });
    const [names, tables] = await withClient(url, async (client) => [
      (await client.query('select name from public.minh_tra_migrations')).rows,
      (await client.query(`select 1 from information_schema.tables where table_schema = 'partitions'`)).rows,
    ]);
    expect(names).toEqual([{ name: knownMigrations()[0] }]);
    expect(tables).toEqual([]);
  });

  it('makes the role and its grants anew where a restored dump has none', async () => {
    const url = await createTestDatabase();
    const { requestUrl } = await prepareDatabase(url, registry);
    const role = new URL(requestUrl).username;
    await withClient(url, (client) => client.query(`drop owned by ${role}; drop role ${role}`));
    const again = await prepareDatabase(url, registry);
    expect(again.requestUrl).toBe(requestUrl);
    await withClient(requestUrl, async (client) => {
      expect((await client.query('select * from sync.cases')).rows).toEqual([]);
    });
  });

  it('gives what was restored from a dump places that the feed reaches, and the database a new epoch', async () => {
    const url = await createTestDatabase();
    const before = await prepareDatabase(url, registry);
    await withClient(url, async (client) => {
      await client.query(`insert into minh_tra.units values ('song-mai', 'Sông Mai')`);
      await client.query(`select minh_tra.ensure_scope('song-mai')`);
      // Places of another cluster, far ahead of this one.
      for (const [id, xid] of Object.entries({ later: '9000000002', first: '9000000001' })) {
        await client.query(
          `insert into sync.cases (scope, id, body, revision, change_xid, change_seq, origin, deleted, pushed_by)
           values ('song-mai', $1, '{}', 'r', $2, 7, 'x', false, 'p')`,
          [id, xid],
        );
      }
      await client.query(`update minh_tra.facts set value = '1' where name = 'home'`);
    });
    const after = await prepareDatabase(url, registry);
    expect(after.epoch).not.toBe(before.epoch);
    const found = await withClient(url, (client) =>
      client.query(`select id from sync.cases where change_xid < pg_snapshot_xmin(pg_current_snapshot())
        order by change_xid, change_seq`),
    );
    expect(found.rows).toEqual([{ id: 'first' }, { id: 'later' }]);
    expect((await prepareDatabase(url, registry)).epoch).toBe(after.epoch);
  });

  it('refuses a role for requests that could see every row', async () => {
    const url = await createTestDatabase();
    await expect(prepareDatabase(url, registry, url)).rejects.toThrow('could bypass row-level security');
  });
});
