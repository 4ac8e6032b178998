import path from 'node:path';
import pg from 'pg';
import { loadDemonstrationAccounts } from '../demonstration/accounts.ts';
import { startEmbeddedPostgres } from '../embedded-postgres.ts';
import { startTestServer, type TestServer } from './test-server.ts';

/** Every row of every table that outlives a crash, as text: names to sorted rows. */
export type Rows = ReadonlyMap<string, readonly string[]>;

/** Where a server with this data folder has its database. */
export const databaseIn = (dataFolder: string): string => path.join(dataFolder, 'postgres');

/** A server over the embedded database of a data folder, with the demonstration's people in it; its end is the database's. */
export async function startEmbeddedServer(dataFolder: string, port = 0): Promise<TestServer> {
  const postgres = await startEmbeddedPostgres({ folder: databaseIn(dataFolder) });
  const server = await startTestServer({ databaseUrl: postgres.url, port });
  await loadDemonstrationAccounts(server.server.context);
  return {
    ...server,
    async stop() {
      await server.stop();
      await postgres.stop();
    },
  };
}

/** Reads all there is, by a database that is started for it on a folder that no server uses. */
export async function rowsIn(dataFolder: string): Promise<Rows> {
  const postgres = await startEmbeddedPostgres({ folder: databaseIn(dataFolder) });
  const client = new pg.Client(postgres.url);
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c
       where c.relnamespace in ('minh_tra'::regnamespace, 'sync'::regnamespace, 'public'::regnamespace)
         and c.relkind in ('r', 'p') and c.relpersistence = 'p' order by 1`,
    );
    const rows = new Map<string, readonly string[]>();
    for (const { name } of tables.rows) {
      const found = await client.query<{ row: string }>(`select t::text as row from ${name} t order by 1`);
      rows.set(
        name,
        found.rows.map(({ row }) => row),
      );
    }
    return rows;
  } finally {
    await client.end();
    await postgres.stop();
  }
}
