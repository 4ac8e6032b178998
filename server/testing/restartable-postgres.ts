import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded-postgres.ts';
import { copyOfEmptyCluster, hasty } from './test-cluster.ts';

/** How a database goes away: in order, or its first process killed, which ends all others and lets nothing be written. */
export type Ending = 'stop' | 'kill';

/** A PostgreSQL that goes away and comes back at the same port. */
export interface RestartablePostgres {
  /** Connection of the cluster's owner. */
  readonly url: string;
  end(how: Ending): Promise<void>;
  start(): Promise<void>;
}

export async function startRestartablePostgres(): Promise<RestartablePostgres> {
  const options = {
    folder: await copyOfEmptyCluster(),
    // What is committed must survive the end of its process; only the machine's end is not feared.
    settings: { ...hasty, synchronous_commit: 'on' },
    temporary: true,
  };
  let postgres: EmbeddedPostgres = await startEmbeddedPostgres(options);
  const { url } = postgres;
  return {
    url,
    async end(how) {
      if (how === 'kill') {
        const pidFile = path.join(options.folder, 'cluster/postmaster.pid');
        process.kill(Number.parseInt(readFileSync(pidFile, 'utf8'), 10), 'SIGKILL');
        await postgres.ended;
      }
      await postgres.stop();
    },
    async start() {
      postgres = await startEmbeddedPostgres({ ...options, port: Number(new URL(url).port) });
    },
  };
}
