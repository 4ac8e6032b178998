import type { Queryable } from '../database/connections.ts';

/** What the program has noted about its database; null when it has noted nothing of that name. For the owner's connection. */
export async function factOf(owner: Queryable, name: string): Promise<string | null> {
  const answer = await owner.query<{ value: string }>('select value from minh_tra.facts where name = $1', [name]);
  return answer.rows[0]?.value ?? null;
}

export async function setFact(owner: Queryable, name: string, value: string): Promise<void> {
  await owner.query(
    'insert into minh_tra.facts values ($1, $2) on conflict (name) do update set value = excluded.value',
    [name, value],
  );
}
