import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { row } from '../testing/documents.ts';
import { keepTestKeys } from '../testing/evidence.ts';
import { cell, type Line, listIn, tableUnder } from '../testing/permission-tables.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { make } from '../testing/unit-with-cases.ts';
import { type RowAccess, transact } from './connections.ts';

const lines = tableUnder('Rows of the database');
const denied = '42501';
const sharedLaptop = 'device-of-two';

let server: TestServer;
let request: pg.Pool;
let tables: readonly string[];
let role: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ request } = server.server.context.connections);
  role = String((await request.query<{ name: string }>('select current_user as name')).rows[0]?.name);
  await keepTestKeys(server);
  for (const [username, deviceId] of [
    ['an', sharedLaptop],
    ['binh', sharedLaptop],
    ['giang', 'device-of-giang'],
    ['minh', 'device-of-minh'],
    // Templates are a leader's.
    ['hai', 'device-of-hai'],
  ] as const) {
    const { person, push } = await server.signIn(username, { deviceId });
    const made = make('cases', person, '');
    for (const collection of [
      'cases',
      'entities',
      'answers',
      'findings',
      'evidence',
      'documents',
      'activity',
      'templates',
    ]) {
      await push(collection, [row(collection === 'cases' ? made : make(collection, person, made.id))]);
    }
  }
  await server.sql(`update minh_tra.signing_keys set device_id = '${sharedLaptop}' where person_id = 'p-an'`);
  await server.sql(
    `insert into minh_tra.held_states (epoch, collection, scope, id, version)
     values ('before', 'cases', 'song-mai', 'x', 1), ('before', 'cases', 'hoa-ban', 'x', 1)`,
  );
  for (const scope of ['song-mai', 'hoa-ban']) {
    await server.sql(
      `insert into minh_tra.number_series (scope, year, symbol, last) values ('${scope}', 2026, 'BB-VPHC', 10)`,
    );
    await server.sql(
      `insert into minh_tra.number_blocks
         (scope, year, symbol, first, last, request_id, holder, person_id, device_id, reserved_at)
       values ('${scope}', 2026, 'BB-VPHC', 1, 10, 'request', 'holder', 'p-an', '${sharedLaptop}', now())`,
    );
    await server.sql(
      `insert into minh_tra.number_uses
         (scope, year, symbol, number, outcome, document_id, reason, person_id, told_at)
       values ('${scope}', 2026, 'BB-VPHC', 1, 'used', 'document', '', 'p-an', now())`,
    );
  }
  const found = await server.sql<{ name: string }>(
    `select format('%s.%s', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname not in ('partitions', 'information_schema') and n.nspname not like 'pg\\_%'
       and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
  );
  tables = found.map(({ name }) => name);
});
afterAll(() => server.stop());

/** Settings of the transactions that the server opens for a person: what they read, push, or prove their session in. */
const an: RowAccess = { person: 'p-an', device: sharedLaptop, reads: ['common', 'song-mai'], writes: ['song-mai'] };
const minh: RowAccess = {
  person: 'p-minh',
  device: 'device-of-minh',
  reads: ['common', 'ministry', 'hoa-ban', 'song-mai'],
  writes: ['ministry'],
};

/** By whose rows a table's are: which are An's, and which somebody else's, of the same laptop where there are such. */
const whoseRows: Readonly<Record<string, { own: string; others: string }>> = {
  unit: { own: `r.scope = 'song-mai'`, others: `r.scope not in ('song-mai', 'common')` },
  person: { own: `r.id = 'p-an'`, others: `r.id = 'p-binh'` },
  laptop: { own: `r.id = '${sharedLaptop}'`, others: `r.id <> '${sharedLaptop}'` },
  'person there': { own: `r.person_id = 'p-an'`, others: `r.person_id = 'p-binh'` },
  session: { own: ofSessionOf('p-an'), others: ofSessionOf('p-binh') },
  all: { own: 'true', others: 'true' },
  'the program': { own: 'true', others: 'true' },
};

function ofSessionOf(personId: string): string {
  return `exists (select from minh_tra.sessions s where s.id = r.session_id and s.person_id = '${personId}')`;
}

/** A stored row of a table for which a condition holds, as the owner sees it; and the columns of its key. */
async function sample(table: string, condition: string): Promise<{ text: string; key: string }> {
  const columns = await server.sql<{ name: string }>(
    `select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
     where i.indrelid = $1::regclass and i.indisprimary`,
    [table],
  );
  const [found] = await server.sql<{ text: string }>(
    `select to_json(r)::text as text from ${table} r where ${condition} limit 1`,
  );
  if (!found) throw new Error(`${table} has no row for ${condition}`);
  const names = columns.map(({ name }) => name);
  const key = names.map((name) => `r.${name} = (json_populate_record(null::${table}, $1)).${name}`).join(' and ');
  return { text: found.text, key };
}

/** Runs SQL with a person's settings and takes it back; how many rows it met, or the code of the error. */
async function attempt(access: RowAccess, sql: string, text: string): Promise<number | string> {
  const undo = new Error('taken back');
  let met: number | string = 0;
  await transact(request, access, async (client) => {
    met = await client.query(sql, sql.includes('$1') ? [text] : []).then(
      ({ rowCount }) => rowCount ?? 0,
      (error: pg.DatabaseError) => error.code ?? error.message,
    );
    throw undo;
  }).catch((error: unknown) => {
    if (error !== undo) throw error;
  });
  return met;
}

/** What somebody may do with a row, in the table's words. */
async function rightsTo(
  table: string,
  { text, key }: Awaited<ReturnType<typeof sample>>,
  access: RowAccess,
): Promise<string[]> {
  const rights: string[] = [];
  const can = (sql: string) => attempt(access, sql, text);
  if ((await can(`select 1 from ${table} r where ${key}`)) === 1) rights.push('read');
  // The row is there already: that is only found once it was allowed.
  const added = await can(
    `insert into ${table} overriding system value select * from json_populate_record(null::${table}, $1)`,
  );
  if (added === '23505') rights.push('add');
  else expect([table, added]).toEqual([table, denied]);
  const columns = Object.keys(JSON.parse(text) as object);
  const changeable: string[] = [];
  for (const name of columns)
    if ((await can(`update ${table} r set "${name}" = "${name}" where ${key}`)) === 1) changeable.push(name);
  if (changeable.length > 0)
    rights.push(['change', ...(changeable.length < columns.length ? changeable : [])].join(' '));
  for (const sql of [`delete from ${table} r where ${key}`, `truncate ${table} cascade`]) {
    if ((await can(sql)) !== denied) rights.push('remove');
  }
  return rights;
}

const tablesOf = (line: Line) => {
  const named = cell(line, 'table');
  return named.endsWith('*') ? tables.filter((table) => table.startsWith(named.slice(0, -1))) : [named];
};

describe('the tables of the database', () => {
  it('are those that the page names, and no view', () => {
    expect(lines.flatMap(tablesOf).sort()).toEqual(tables.toSorted());
  });

  it.each(lines.map((line) => [cell(line, 'table'), line] as const))('%s', async (_, line) => {
    const whose = whoseRows[cell(line, 'whose rows')];
    if (!whose) throw new Error(`nobody knows what is "${cell(line, 'whose rows')}"`);
    for (const table of tablesOf(line)) {
      const [mine, others] = [await sample(table, whose.own), await sample(table, whose.others)];
      const found = {
        'their own': await rightsTo(table, mine, an),
        'anybody else’s': await rightsTo(table, others, an),
        'to a supervisor or administrator of the ministry': await rightsTo(table, mine, minh),
        'without settings': await rightsTo(table, mine, {}),
      };
      for (const [column, rights] of Object.entries(found)) {
        expect([table, column, rights]).toEqual([table, column, listIn(line, column)]);
      }
    }
  });

  it('are changed in their scope or owner by nobody: a row stays whose it is', async () => {
    for (const table of tables.filter((each) => each.startsWith('sync.'))) {
      const { text, key } = await sample(table, `r.scope = 'song-mai'`);
      for (const scope of ['hoa-ban', 'common']) {
        const moved = await attempt(an, `update ${table} r set scope = '${scope}' where ${key}`, text);
        expect([table, moved]).toEqual([table, denied]);
      }
    }
    const { text, key } = await sample('minh_tra.sessions', `r.person_id = 'p-an'`);
    const given = await attempt(an, `update minh_tra.sessions r set person_id = 'p-binh' where ${key}`, text);
    expect(given).toBe(denied);
  });

  it('hold what is common to all units for everybody to read, and for nobody to write', async () => {
    const common = await sample('sync.reference', `r.scope = 'common'`);
    for (const access of [an, minh]) expect(await rightsTo('sync.reference', common, access)).toEqual(['read']);
    expect(await rightsTo('sync.reference', common, {})).toEqual([]);
  });

  it('are reached by no function with more rights but those that tell whether another scope uses an id, and that add to the audit log', async () => {
    const functions = await server.sql<{ name: string }>(
      `select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') and has_function_privilege($1, p.oid, 'execute')
       order by name`,
      [role],
    );
    expect(functions.map(({ name }) => name)).toEqual(['add_audit_line', 'audit_end', 'ids_elsewhere']);
  });
});
