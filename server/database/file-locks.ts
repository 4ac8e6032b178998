import pg from 'pg';
import type { FileLocks } from '../files/file-turns.ts';

const longestQueryMs = 10_000;

/**
 * Locks on files by name, over all instances on one database: held on a connection of this instance's own, so that they go when the
 * instance does. `onLost` is called when that connection breaks: whoever holds a lock holds it no more.
 */
export class DatabaseFileLocks implements FileLocks {
  readonly #url: string;
  #connecting: Promise<pg.Client> | null = null;
  onLost: () => void = () => undefined;

  constructor(url: string) {
    this.#url = url;
  }

  async acquire(name: string): Promise<boolean> {
    const client = await this.#connect();
    const answer = await client.query<{ free: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as free',
      [name],
    );
    return answer.rows[0]?.free ?? false;
  }

  async release(name: string): Promise<void> {
    const client = await this.#connect();
    await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]);
  }

  async close(): Promise<void> {
    const client = await this.#connecting?.catch(() => null);
    this.#connecting = null;
    await client?.end();
  }

  #connect(): Promise<pg.Client> {
    this.#connecting ??= this.#open().catch((error: unknown) => {
      this.#connecting = null;
      throw error;
    });
    return this.#connecting;
  }

  async #open(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#url,
      keepAlive: true,
      connectionTimeoutMillis: longestQueryMs,
      query_timeout: longestQueryMs,
    });
    const lost = () => {
      this.#connecting = null;
      this.onLost();
    };
    client.on('error', lost);
    client.on('end', lost);
    await client.connect();
    return client;
  }
}
