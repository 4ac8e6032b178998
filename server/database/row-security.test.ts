import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedOf } from '../queries/feed.ts';
import { newEntity, row } from '../testing/documents.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { type Queryable, transact } from './connections.ts';

let server: TestServer;
let request: pg.Pool;
let client: pg.PoolClient;

beforeAll(async () => {
  server = await startTestServer();
  ({ request } = server.server.context.connections);
  for (const username of ['an', 'giang']) {
    const session = await server.signIn(username);
    await session.push('entities', [row(newEntity(session.person))]);
  }
  client = await request.connect();
});
afterAll(async () => {
  client.release();
  await server.stop();
});

const deniedCode = '42501';
const foreign = { scope: 'hoa-ban' };

/** Runs SQL on the request role's connection as an attacker would who found a way in; answers rows or the error's code. */
async function attempt(sql: string): Promise<unknown> {
  try {
    return (await client.query(sql)).rows;
  } catch (error) {
    return error instanceof pg.DatabaseError ? error.code : error;
  }
}

describe('the role for requests', () => {
  it('is no superuser, owns nothing, and can not go round row-level security', async () => {
    const [role] = await server.sql(
      `select r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb,
         (select count(*)::int from pg_class where relowner = r.oid) as owned,
         (select count(*)::int from pg_auth_members where member = r.oid) as memberships
       from pg_roles r where r.rolname = $1`,
      [String((await client.query('select current_user as name')).rows[0]?.name)],
    );
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      owned: 0,
      memberships: 0,
    });
  });

  it('sees no document, person or session without the settings of a transaction', async () => {
    for (const table of ['sync.entities', 'sync.cases', 'minh_tra.people', 'minh_tra.sessions', 'minh_tra.devices']) {
      expect([table, await attempt(`select * from ${table}`)]).toEqual([table, []]);
    }
  });

  it('sees no other scope than its settings name', async () => {
    const scopes = await transact(request, { reads: ['common', 'song-mai'] }, async (inside) => {
      const { rows } = await inside.query<{ scope: string }>('select distinct scope from sync.entities');
      return rows.map(({ scope }) => scope);
    });
    expect(scopes).toEqual(['song-mai']);
  });

  it('writes into no other scope, neither a new row nor by moving one', async () => {
    const access = { reads: ['song-mai', 'hoa-ban'], writes: ['song-mai'] };
    const inside = (sql: string) =>
      transact(request, access, (held) => held.query(sql).then(({ rowCount }) => rowCount)).catch(
        (error: pg.DatabaseError) => error.code,
      );
    const values = `'x', '{}', 'r', pg_current_xact_id(), 1, '', false, ''`;
    const columns = 'scope, id, body, revision, change_xid, change_seq, origin, deleted, pushed_by';
    expect(await inside(`insert into sync.entities (${columns}) values ('hoa-ban', ${values})`)).toBe(deniedCode);
    expect(await inside(`update sync.entities set scope = 'hoa-ban'`)).toBe(deniedCode);
    expect(await inside(`update sync.entities set body = '{}' where scope = 'hoa-ban'`)).toBe(0);
    expect(await inside('delete from sync.entities')).toBe(deniedCode);
    expect(await inside('truncate sync.entities')).toBe(deniedCode);
  });

  it.each([
    ['switch row-level security off', 'set row_security = off; select * from sync.entities'],
    ['alter the table', 'alter table sync.entities disable row level security'],
    ['drop the policy', 'drop policy may_read on sync.entities'],
    ['add a policy', 'create policy all_rows on sync.entities using (true)'],
    ['ask a partition', 'select * from partitions."entities@hoa-ban"'],
    ['become the owner', 'set role minh_tra_owner'],
    ['become a superuser', 'alter role current_user superuser'],
    ['grant itself the owner', 'grant minh_tra_owner to current_user'],
    ['read the keys', 'select * from minh_tra.secrets'],
    ['read what the program notes', 'select * from minh_tra.facts'],
    ['read the audit log', 'select * from minh_tra.audit_lines'],
    ['change the audit log', `update minh_tra.audit_lines set kind = 'signedIn'`],
    ['empty the audit log', 'delete from minh_tra.audit_lines'],
    [
      'write into the audit log past its end',
      `insert into minh_tra.audit_lines (place, at, kind, line_proof, chain_proof) values (99, now(), 'x', '', '')`,
    ],
    [
      'choose a place in the audit log',
      `select minh_tra.add_audit_line(99, now(), 'signedIn', 'p-an', null, '{}', 'x', 'x')`,
    ],
    ['free a revoked device', 'update minh_tra.devices set revoked_at = null'],
    ['give itself a role', `update minh_tra.people set role = 'administrator'`],
    ['read the migrations', 'select * from public.minh_tra_migrations'],
    ['add a table', 'create table public.mine (x int)'],
    [
      'put a function in the way',
      'create function minh_tra.scopes(text) returns text[] language sql as $$ select null $$',
    ],
    ['read a file of the server', `select pg_read_file('/etc/passwd')`],
    ['run a program', `copy minh_tra.units to program 'cat'`],
  ])('can not %s', async (_what, sql) => {
    expect(await attempt(sql)).toBe(deniedCode);
    await attempt('reset row_security');
  });

  it('is left with no settings when its connection goes back to the pool', async () => {
    await transact(request, { person: 'p-an', reads: [foreign.scope], writes: [foreign.scope] }, async () => undefined);
    for (let nth = 0; nth < 10; nth += 1) {
      const { rows } = await request.query(
        `select minh_tra.setting('reads') as reads, minh_tra.setting('person') as person`,
      );
      expect(rows).toEqual([{ reads: null, person: null }]);
    }
  });

  it('takes a scope that looks like SQL for what it is: a text', async () => {
    const rows = await transact(request, { reads: [`x'); set role minh_tra_owner; --`, '\\'] }, (inside) =>
      inside.query('select * from sync.entities').then((answer) => answer.rows),
    );
    expect(rows).toEqual([]);
  });
});

describe('every table of documents', () => {
  it('is partitioned by scope, and forces its rules on whoever asks', async () => {
    const tables = await server.sql(
      `select c.relname, c.relrowsecurity, pg_get_partkeydef(c.oid) as key,
         (select count(*)::int from pg_inherits i where i.inhparent = c.oid) as partitions
       from pg_class c where c.relnamespace = 'sync'::regnamespace and c.relkind = 'p' order by 1`,
    );
    expect(tables).toHaveLength(9);
    for (const table of tables) {
      expect(table).toMatchObject({ relrowsecurity: true, key: 'LIST (scope)', partitions: 4 });
    }
  });

  it('answers a page of the feed by its index, from one partition, without a sort', async () => {
    const plans: string[] = [];
    const room = { documents: 10, bytes: 1_000_000, isEmpty: true };
    await transact(request, { reads: ['song-mai'] }, async (inside) => {
      // Few rows are read faster as they lie: what is asked here is whether the statement can be answered by the index.
      await inside.query('set local enable_seqscan = off; set local enable_bitmapscan = off');
      const explaining = {
        query: async ({ text, values }: { text: string; values: unknown[] }) => {
          const { rows } = await inside.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
          plans.push(rows.map((line) => line['QUERY PLAN']).join('\n'));
          return { rows: [] };
        },
      };
      const feed = feedOf(explaining as unknown as Queryable, 'entities');
      await feed.newestBefore('song-mai', { xid: '100', seq: '0' }, room);
      await feed.changesAfter(new Map([['song-mai', { xid: '1', seq: '0' }]]), '100', 'replica', room);
    });
    const [back, on] = plans;
    expect(back).toMatch(/Index Scan Backward using "entities@song-mai_scope_change_xid_change_seq_idx"/);
    expect(back).not.toMatch(/Sort|hoa-ban/);
    expect(on).toMatch(/Index Scan using "entities@song-mai_scope_change_xid_change_seq_idx"/);
    expect(on).not.toMatch(/Sort/);
  });
});
