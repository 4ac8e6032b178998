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
  #client: pg.Client | null = null;
  onLost: () => void = () => undefined;

  constructor(url: string) {
    this.#url = url;
  }

  async acquire(name: string): Promise<boolean> {
    const client = await this.#connect();
    const asked = client.query<{ free: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as free', [
      name,
    ]);
    const answer = await asked.catch((error: unknown) => {
      // Given after the limit it would be held here, by nobody, until this instance ends.
      this.#lose(client);
      throw error;
    });
    return answer.rows[0]?.free ?? false;
  }

  async release(name: string): Promise<void> {
    const client = await this.#connect();
    await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]).catch((error: unknown) => {
      // Was it heard? The end of the connection is.
      this.#lose(client);
      throw error;
    });
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
    this.#client = client;
    client.on('error', () => this.#lose(client));
    client.on('end', () => this.#lose(client));
    await client.connect();
    return client;
  }

  /** All that was held on the connection is held no more; once for each. */
  #lose(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    this.#connecting = null;
    this.onLost();
    client.end().catch(() => undefined);
  }
}
