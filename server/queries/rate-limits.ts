import type { Queryable } from '../database/connections.ts';

/** Counts one hit for a key and answers how many its present window holds. */
export async function countHit(client: Queryable, key: string, at: Date, windowMs: number): Promise<number> {
  const answer = await client.query<{ hits: number }>(
    `insert into minh_tra.rate_limits as r (key, window_start, hits) values ($1, $2, 1)
     on conflict (key) do update set
       hits = case when r.window_start <= $3 then 1 else r.hits + 1 end,
       window_start = case when r.window_start <= $3 then excluded.window_start else r.window_start end
     returning hits`,
    [key, at, new Date(at.getTime() - windowMs)],
  );
  return answer.rows[0]?.hits ?? 1;
}
