import pg from 'pg';

/** One number for every instance of the program. */
const startLock = 4_780_001;

/**
 * Waits until no other instance starts on this database, and keeps others waiting until the answer is called: what is made
 * and loaded at a start is made once.
 */
export async function takeStartLock(ownerUrl: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: ownerUrl, keepAlive: true });
  // The lock goes with its connection, and what is done meanwhile fails by itself.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [startLock]);
  } catch (error) {
    await client.end();
    throw error;
  }
  return () => client.end();
}
