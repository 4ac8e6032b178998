import type { Queryable } from '../database/connections.ts';

/** True when the database answers. */
export async function isAnswering(client: Queryable): Promise<boolean> {
  try {
    await client.query('select 1');
    return true;
  } catch {
    return false;
  }
}
