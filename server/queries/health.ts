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

/** True while the database's log could not be archived when that was last tried. */
export async function isArchiveFailing(client: Queryable): Promise<boolean> {
  const answer = await client.query<{ failing: boolean }>(
    `select current_setting('archive_mode') <> 'off'
       and coalesce(last_failed_time > last_archived_time, last_failed_time is not null) as failing
     from pg_stat_archiver`,
  );
  return answer.rows[0]?.failing ?? false;
}
