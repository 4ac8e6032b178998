import pg from 'pg';
import { startTestServer, type TestServer } from './test-server.ts';

/** Tables of documents, those that say of which epoch they are, and the numbers that were given. */
const tables = `
  select c.relname as copy, format('sync.%I', c.relname) as name from pg_class c
  where c.relnamespace = 'sync'::regnamespace and c.relkind = 'p'
  union all values ('held_states', 'minh_tra.held_states'), ('facts', 'minh_tra.facts'),
    ('case_numbers', 'minh_tra.case_numbers'), ('number_series', 'minh_tra.number_series'),
    ('number_blocks', 'minh_tra.number_blocks'), ('number_uses', 'minh_tra.number_uses')`;
interface Table {
  readonly name: string;
  readonly copy: string;
}

/**
 * Keeps all tables as they are at one moment, in the same database and in the place of an earlier copy: what a dump would
 * hold, which sees nothing either of what is committed while it is made.
 */
export async function keepCopy({ databaseUrl }: Pick<TestServer, 'databaseUrl'>): Promise<void> {
  await transact(databaseUrl, 'begin isolation level repeatable read', async (client) => {
    for (const { name, copy } of (await client.query<Table>(tables)).rows) {
      await client.query(`drop table if exists public.${copy}_copy`);
      await client.query(`create table public.${copy}_copy as select * from ${name}`);
    }
  });
}

/**
 * Puts the copy in the place of all that came after it, in tables that the program has not noted: what a restored dump is to
 * it. Answers the server that was started on it, at the same port.
 */
export async function restoreCopy(server: TestServer): Promise<TestServer> {
  const { databaseUrl, url } = server;
  await server.stop();
  await transact(databaseUrl, 'begin', async (client) => {
    for (const { name, copy } of (await client.query<Table>(tables)).rows) {
      await client.query(`delete from ${name}; insert into ${name} select * from public.${copy}_copy`);
    }
    await client.query(`update minh_tra.facts set value = '1' where name = 'home'`);
  });
  return startTestServer({ databaseUrl, port: Number(new URL(url).port) });
}

async function transact(databaseUrl: string, begin: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query(begin);
    await work(client);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
