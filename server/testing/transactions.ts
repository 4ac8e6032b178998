import pg from 'pg';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { ManagedEntity } from '../../shared/schema/entities.ts';
import { newEntity } from './documents.ts';

/** Another writer's transaction, which a test opens, fills and ends when it likes. */
export interface OpenTransaction {
  /** Writes an entity with this id, of the unit "song-mai" unless it says another, by no rule; gives the body. */
  write(id: string, own?: Partial<ManagedEntity>): Promise<string>;
  end(how: 'commit' | 'rollback'): Promise<void>;
}

export interface Transactions {
  open(): Promise<OpenTransaction>;
  close(): Promise<void>;
}

/** Transactions on a database, each on a connection of its own. */
export function transactionsOn(databaseUrl: string): Transactions {
  const idle: pg.Client[] = [];
  const connect = async () => {
    const client = new pg.Client(databaseUrl);
    // A test may take the database away meanwhile.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  return {
    async open() {
      const client = idle.pop() ?? (await connect());
      await client.query('begin');
      return {
        async write(id, own) {
          const document = { ...newEntity({ id: 'p-an', scope: 'song-mai' }, own), id };
          const { scope } = document;
          const body = JSON.stringify(document);
          await client.query(
            `insert into sync.entities (scope, id, body, revision, change_xid, change_seq, origin, deleted, pushed_by)
             values ($4, $1, $2, $3, pg_current_xact_id(), nextval('minh_tra.change_seq'), 'test', false, 'p-an')
             on conflict (scope, id) do update set body = excluded.body, revision = excluded.revision,
               change_xid = excluded.change_xid, change_seq = excluded.change_seq`,
            [id, body, revisionOf(document), scope],
          );
          return body;
        },
        async end(how) {
          await client.query(how);
          idle.push(client);
        },
      };
    },
    async close() {
      for (const client of idle) await client.end();
    },
  };
}
