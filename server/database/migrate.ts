import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { ProblemError } from '../../shared/problem/problem.ts';

const folder = path.join(import.meta.dirname, '../migrations');

/** Names of the migrations that this program knows, oldest first. */
export function knownMigrations(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
}

/**
 * Applies the migrations that the database lacks, each in its own transaction, and answers their names. Throws
 * `database.newer` when the database knows one that this program does not: it never goes backwards. The caller holds the
 * start-up lock.
 */
export async function migrate(client: pg.Client, known: readonly string[] = knownMigrations()): Promise<string[]> {
  await client.query(`
    create table if not exists public.minh_tra_migrations (
      name text primary key,
      applied_at timestamptz not null default now()
    )`);
  const applied = await client.query<{ name: string }>('select name from public.minh_tra_migrations order by name');
  const names = new Set(applied.rows.map((row) => row.name));
  const unknown = [...names].filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new ProblemError('database.newer', { migrations: unknown });
  const missing = known.filter((name) => !names.has(name));
  for (const name of missing) await apply(client, name);
  return missing;
}

async function apply(client: pg.Client, name: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query(readFileSync(path.join(folder, name), 'utf8'));
    await client.query('insert into public.minh_tra_migrations (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
