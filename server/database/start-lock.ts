import pg from 'pg';

/** One number for every instance of the program. */
const startLock = 4_780_001;

/** So often a firewall sees that the connection, which says nothing while others work, is not idle. */
const keepAliveMs = 10_000;

/**
 * Runs `work` while no other instance starts on this database: what is made and loaded at a start is made once. `onWait` is
 * told when another one is busy. Throws when the lock is lost meanwhile, which goes with its connection: the start has failed
 * then, whatever becomes of its work.
 */
export async function underStartLock<Result>(
  ownerUrl: string,
  onWait: () => void,
  work: () => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
  });
  const lost = new Promise<never>((_, reject) => client.on('error', reject));
  // Looked at below; the connection may also break before or after that.
  lost.catch(() => undefined);
  await client.connect();
  try {
    const taken = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [startLock]);
    if (!taken.rows[0]?.free) {
      onWait();
      await client.query('select pg_advisory_lock($1)', [startLock]);
    }
    return await Promise.race([work(), lost]);
  } finally {
    await client.end();
  }
}
