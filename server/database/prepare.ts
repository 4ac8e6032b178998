import pg from 'pg';
import type { Registry } from '../services/registry.ts';
import { migrate } from './migrate.ts';
import { migrateDocuments } from './migrate-documents.ts';
import { ensureRequestRole } from './request-role.ts';
import { noteRestore } from './restored.ts';

export interface Prepared {
  /** Connection under which requests run. */
  readonly requestUrl: string;
  /** Migrations that this start applied. */
  readonly applied: readonly string[];
  /** Random id made with the database, and anew when it was restored. */
  readonly epoch: string;
  readonly postgresVersion: string;
}

/** Brings the database to what this program needs. The caller holds the start-up lock. */
export async function prepareDatabase(ownerUrl: string, registry: Registry, requestUrl?: string): Promise<Prepared> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    const applied = await migrate(client);
    await client.query(
      `insert into minh_tra.units values ('common', 'Dữ liệu dùng chung'), ('ministry', 'Bộ') on conflict do nothing`,
    );
    for (const { definition } of registry.all) {
      await client.query('select minh_tra.ensure_collection($1, $2)', [definition.name, definition.columns]);
    }
    const units = await client.query<{ scope: string }>('select scope from minh_tra.units');
    for (const { scope } of units.rows) await client.query('select minh_tra.ensure_scope($1)', [scope]);
    await migrateDocuments(
      client,
      registry.all.map(({ definition }) => definition),
    );
    await noteRestore(
      client,
      registry.all.map(({ definition }) => definition.name),
    );
    const url = await ensureRequestRole(client, ownerUrl, requestUrl);
    const facts = await client.query<{ epoch: string; version: string }>(
      `select value as epoch, current_setting('server_version') as version from minh_tra.facts where name = 'epoch'`,
    );
    const { epoch = '', version = '' } = facts.rows[0] ?? {};
    return { requestUrl: url, applied, epoch, postgresVersion: version };
  } finally {
    await client.end();
  }
}
