import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { revisionOf } from '../../shared/domain/revision.ts';
import { ProblemError } from '../../shared/problem/problem.ts';
import type { CollectionDefinition } from '../../shared/schema/collection.ts';

const batchSize = 500;

interface Row {
  readonly scope: string;
  readonly id: string;
  readonly body: string;
}

/**
 * Raises the stored documents of each collection to the version of its definition, by the same migrations as the devices:
 * both sides come to the same state and the same revision, so the feed has nothing to tell. Throws `database.newer` when
 * they have a later version than this program knows. The caller holds the start-up lock.
 */
export async function migrateDocuments(client: Client, definitions: readonly CollectionDefinition[]): Promise<void> {
  for (const definition of definitions) {
    const { name, version } = definition;
    await client.query('begin');
    try {
      // Held, so that no document is raised twice even where the start-up lock was lost.
      const known = await client.query<{ version: number }>(
        'select version from minh_tra.collection_versions where collection = $1 for update',
        [name],
      );
      const from = known.rows[0]?.version ?? version;
      if (from > version) throw new ProblemError('database.newer', { collection: name });
      if (from < version) await raise(client, definition, from);
      await client.query(
        `insert into minh_tra.collection_versions values ($1, $2)
         on conflict (collection) do update set version = excluded.version`,
        [name, version],
      );
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  }
}

async function raise(client: Client, definition: CollectionDefinition, from: number): Promise<void> {
  const table = `sync.${escapeIdentifier(definition.name)}`;
  const columns = definition.columns
    .map((name) => `, ${escapeIdentifier(name)} = n.body::jsonb ->> ${escapeLiteral(name)}`)
    .join('');
  for (let last: Row | undefined; ; ) {
    const { rows }: { rows: Row[] } = await client.query<Row>(
      `select scope, id, body from ${table} where (scope, id) > ($1, $2) order by scope, id limit $3 for update`,
      [last?.scope ?? '', last?.id ?? '', batchSize],
    );
    last = rows.at(-1);
    if (!last) return;
    const raised = rows.map(({ scope, id, body }) => ({
      scope,
      id,
      next: raisedFrom(definition, from, JSON.parse(body)),
    }));
    const kept = raised.flatMap(({ scope, id, next }) => (next ? [{ scope, id, next }] : []));
    const dropped = raised.filter(({ next }) => next === null);
    await client.query(
      `update ${table} t set body = n.body, revision = n.revision, pushed_revision = null ${columns}
       from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as n(scope, id, body, revision)
       where t.scope = n.scope and t.id = n.id`,
      [
        kept.map(({ scope }) => scope),
        kept.map(({ id }) => id),
        kept.map(({ next }) => JSON.stringify(next)),
        kept.map(({ next }) => revisionOf(next)),
      ],
    );
    await client.query(`delete from ${table} where (scope, id) in (select * from unnest($1::text[], $2::text[]))`, [
      dropped.map(({ scope }) => scope),
      dropped.map(({ id }) => id),
    ]);
  }
}

/** A document at the definition's version, or null when a migration drops it. */
export function raisedFrom(
  { name, version, migrations }: CollectionDefinition,
  from: number,
  older: Record<string, unknown>,
): Record<string, unknown> | null {
  let document: Record<string, unknown> | null = older;
  for (let next = from + 1; next <= version && document; next++) {
    const migration = migrations[next];
    if (!migration) throw new Error(`${name} has no migration to version ${next}`);
    document = migration(document);
  }
  return document;
}
