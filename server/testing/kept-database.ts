import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '../database/migrate.ts';
import { createTestDatabase } from './test-server.ts';

export type KeptRow = Readonly<Record<string, unknown>>;

/** All rows of a database as a program left them; the tables themselves are what its migrations make. */
export interface KeptDatabase {
  /** SHA-256 of each migration that it has, by name: one that a database has had is never changed. */
  readonly migrations: Readonly<Record<string, string>>;
  /** By qualified name, as `sync.cases`; those of no row are left out. */
  readonly tables: Readonly<Record<string, readonly KeptRow[]>>;
}

const tables = `
  select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('minh_tra', 'sync') and c.relkind in ('r', 'p') and c.relpersistence = 'p' order by n.nspname, c.relname`;

export function hashOfMigration(name: string): string {
  const file = path.join(import.meta.dirname, '../migrations', name);
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** Reads the rows of a database that nobody writes to. */
export async function keepDatabase(client: pg.Client): Promise<KeptDatabase> {
  const names = (await client.query<{ name: string }>(tables)).rows.map(({ name }) => name);
  const kept: Record<string, KeptRow[]> = {};
  for (const name of names) {
    const { rows } = await client.query<{ row: KeptRow }>(`select to_jsonb(t) as row from ${name} t order by t::text`);
    if (rows.length > 0) kept[name] = rows.map(({ row }) => row);
  }
  const applied = await client.query<{ name: string }>('select name from public.minh_tra_migrations order by name');
  return {
    migrations: Object.fromEntries(applied.rows.map(({ name }) => [name, hashOfMigration(name)])),
    tables: kept,
  };
}

/** A database with these rows, as the program that left them would find it; answers its owner's connection. */
export async function openKept(kept: KeptDatabase): Promise<string> {
  const url = await createTestDatabase();
  const client = new pg.Client(url);
  await client.connect();
  try {
    await migrate(client, Object.keys(kept.migrations));
    // Rows come in any order, and what the migrations have put in gives way.
    await client.query('set session_replication_role = replica');
    const [collections, own] = [namesOf(kept, 'sync.'), namesOf(kept, 'minh_tra.')];
    for (const name of own) await client.query(`delete from ${name}`);
    for (const name of own) await fill(client, name, kept.tables[name] ?? []);
    for (const name of collections) {
      const columns = Object.keys(kept.tables[name]?.[0] ?? {});
      await client.query('select minh_tra.ensure_collection($1, $2)', [name.replace('sync.', ''), columns]);
    }
    await client.query('select minh_tra.ensure_scope(scope) from minh_tra.units');
    // The transactions of another cluster may be ahead of this one's.
    for (const name of collections) await fill(client, name, (kept.tables[name] ?? []).map(atBeginning));
    await client.query(`
      update minh_tra.facts set value = 'minh_tra.facts'::regclass::oid::text where name = 'home';
      select setval('minh_tra.change_seq', 1000000), setval('minh_tra.audit_lines_id_seq', 1000000)`);
  } finally {
    await client.end();
  }
  return url;
}

function namesOf({ tables: kept }: KeptDatabase, schema: string): string[] {
  return Object.keys(kept).filter((name) => name.startsWith(schema));
}

function atBeginning(row: KeptRow): KeptRow {
  return { ...row, change_xid: '3' };
}

async function fill(client: pg.Client, name: string, rows: readonly KeptRow[]): Promise<void> {
  await client.query(
    `insert into ${name} overriding system value select * from jsonb_populate_recordset(null::${name}, $1)`,
    [JSON.stringify(rows)],
  );
}
