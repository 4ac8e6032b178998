import type { Queryable } from '../database/connections.ts';

export interface Hits {
  readonly hits: number;
  readonly windowStart: Date;
}

/** Takes one hit back out of the window that it was counted in, if that still goes on. */
export async function takeBackHit(client: Queryable, key: string, windowStart: Date): Promise<void> {
  await client.query(
    'update minh_tra.rate_limits set hits = hits - 1 where key = $1 and window_start = $2 and hits > 0',
    [key, windowStart],
  );
}

/** Counts one hit for a key and answers how many its present window holds, and when that began. */
export async function countHit(client: Queryable, key: string, at: Date, windowMs: number): Promise<Hits> {
  const answer = await client.query<Hits>(
    `insert into minh_tra.rate_limits as r (key, window_start, hits) values ($1, $2, 1)
     on conflict (key) do update set
       hits = case when r.window_start <= $3 then 1 else r.hits + 1 end,
       window_start = case when r.window_start <= $3 then excluded.window_start else r.window_start end
     returning hits, window_start as "windowStart"`,
    [key, at, new Date(at.getTime() - windowMs)],
  );
  return answer.rows[0] ?? { hits: 1, windowStart: at };
}
