import pg from 'pg';
import { startTestServer, type TestServer } from './test-server.ts';

/** Tables of documents, and those that say of which epoch they are. */
const tables = `
  select c.relname as copy, format('sync.%I', c.relname) as name from pg_class c
  where c.relnamespace = 'sync'::regnamespace and c.relkind = 'p'
  union all values ('held_states', 'minh_tra.held_states'), ('facts', 'minh_tra.facts')`;
interface Table {
  readonly name: string;
  readonly copy: string;
}

/** Keeps every collection as it is now, in the same database and in the place of an earlier copy: what a dump would hold. */
export async function keepCopy(server: TestServer): Promise<void> {
  for (const { name, copy } of await server.sql<Table & pg.QueryResultRow>(tables)) {
    await server.sql(`drop table if exists public.${copy}_copy`);
    await server.sql(`create table public.${copy}_copy as select * from ${name}`);
  }
}

/**
 * Puts the copy in the place of all that came after it, in tables that the program has not noted: what a restored dump is to
 * it. Answers the server that was started on it, at the same port.
 */
export async function restoreCopy(server: TestServer): Promise<TestServer> {
  const { databaseUrl, url } = server;
  await server.stop();
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<Table>(tables);
    for (const { name, copy } of rows) {
      await client.query(`delete from ${name}; insert into ${name} select * from public.${copy}_copy`);
    }
    await client.query(`update minh_tra.facts set value = '1' where name = 'home'`);
  } finally {
    await client.end();
  }
  return startTestServer({ databaseUrl, port: Number(new URL(url).port) });
}
