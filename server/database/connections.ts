import pg from 'pg';

/** What a query function needs: a pool, or a client inside a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

/** The program's connections: requests run on `request`; `owner` is for jobs and administration. */
export interface Connections {
  readonly request: pg.Pool;
  readonly owner: pg.Pool;
  close(): Promise<void>;
}

/** Settings of a transaction, which row-level security reads: who asks, and for which scopes. */
export interface RowAccess {
  readonly person?: string;
  readonly username?: string;
  readonly device?: string;
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
}

export function openConnections(ownerUrl: string, requestUrl: string, poolSize: number): Connections {
  const limits = {
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    lock_timeout: 15_000,
    // A database that is gone without a word, or has no connection left, is not waited for without end.
    query_timeout: 40_000,
    connectionTimeoutMillis: 20_000,
    keepAlive: true,
  };
  const request = new pg.Pool({ connectionString: requestUrl, max: poolSize, ...limits });
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 3, ...limits });
  for (const pool of [request, owner]) {
    // A broken connection is replaced at the next query; without a listener it would end the process, idle or at work.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
  }
  return {
    request,
    owner,
    async close() {
      await Promise.all([request.end(), owner.end()]);
    },
  };
}

const isolation = {
  write: 'begin isolation level read committed',
  /** Every statement sees one state of the database. */
  snapshot: 'begin isolation level repeatable read read only',
} as const;

/** Runs `work` in one transaction whose rows are limited to `access`; rolled back when it throws. */
export async function transact<Result>(
  pool: pg.Pool,
  access: RowAccess,
  work: (client: pg.PoolClient) => Promise<Result>,
  kind: keyof typeof isolation = 'write',
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`${isolation[kind]}; ${settingsOf(client, access)}`);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function settingsOf(client: pg.PoolClient, access: RowAccess): string {
  const values = [
    ['person', access.person],
    ['username', access.username],
    ['device', access.device],
    ['reads', access.reads?.join(',')],
    ['writes', access.writes?.join(',')],
  ] as const;
  const calls = values.map(
    ([name, value]) => `set_config('minh_tra.${name}', ${client.escapeLiteral(value ?? '')}, true)`,
  );
  return `select ${calls.join(', ')}`;
}
