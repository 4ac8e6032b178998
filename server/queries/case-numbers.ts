import type { Queryable } from '../database/connections.ts';

/** Takes the next `count` numbers of a scope's year, and answers the first; nobody else gets them until this commits. */
export async function takeNumbers(client: Queryable, scope: string, year: number, count: number): Promise<number> {
  const answer = await client.query<{ last: number }>(
    `insert into minh_tra.case_numbers as n (scope, year, last) values ($1, $2, $3)
     on conflict (scope, year) do update set last = n.last + excluded.last returning last`,
    [scope, year, count],
  );
  return (answer.rows[0]?.last ?? count) - count + 1;
}

/** Those of the numbers that a case of the scope has. */
export async function numbersInUse(
  client: Queryable,
  scope: string,
  numbers: readonly string[],
): Promise<ReadonlySet<string>> {
  const answer = await client.query<{ number: string }>(
    `select body::jsonb ->> 'number' as number from sync.cases
     where scope = $1 and body::jsonb ->> 'number' = any ($2)`,
    [scope, numbers],
  );
  return new Set(answer.rows.map(({ number }) => number));
}

/** Notes that a number is in use already, so that it is never given again. */
export async function reserveUpTo(client: Queryable, scope: string, year: number, last: number): Promise<void> {
  await client.query(
    `insert into minh_tra.case_numbers as n (scope, year, last) values ($1, $2, $3)
     on conflict (scope, year) do update set last = greatest(n.last, excluded.last)`,
    [scope, year, last],
  );
}
