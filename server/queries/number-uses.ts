import type { BookEntry } from '../../shared/protocol/numbers.ts';
import type { Queryable } from '../database/connections.ts';
import { beginning, type Series } from './number-blocks.ts';

/** What became of one number. */
export interface Told {
  readonly number: number;
  readonly outcome: 'used' | 'returned' | 'lost';
  /** Empty unless it was used. */
  readonly documentId: string;
  readonly reason: string;
}

/** Keeps what a laptop tells of numbers; answers those that were told before and are another document's. */
export async function keepUses(
  client: Queryable,
  { scope, year, symbol }: Series,
  told: readonly Told[],
  by: { readonly personId: string; readonly at: Date },
): Promise<number[]> {
  if (told.length === 0) return [];
  const listed = [
    told.map(({ number }) => number),
    told.map(({ outcome }) => outcome),
    told.map(({ documentId }) => documentId),
    told.map(({ reason }) => reason),
  ];
  await client.query(
    `insert into minh_tra.number_uses (scope, year, symbol, number, outcome, document_id, reason, person_id, told_at)
     select $1, $2, $3, n.*, $8, $9 from unnest($4::int[], $5::text[], $6::text[], $7::text[]) n
     on conflict (scope, year, symbol, number) do nothing`,
    [scope, year, symbol, ...listed, by.personId, by.at],
  );
  const answer = await client.query<{ number: number }>(
    `select u.number from minh_tra.number_uses u
     join unnest($4::int[], $5::text[]) n (number, document_id) on n.number = u.number
     where u.scope = $1 and u.year = $2 and u.symbol = $3 and n.document_id <> '' and n.document_id <> u.document_id
     order by u.number`,
    [scope, year, symbol, listed[0], listed[2]],
  );
  return answer.rows.map(({ number }) => number);
}

/** How many of a block's numbers something has been told of. */
export async function toldOf(
  client: Queryable,
  { scope, year, symbol }: Series,
  first: number,
  last: number,
): Promise<number> {
  const answer = await client.query<{ count: number }>(
    `select count(*)::int as count from minh_tra.number_uses
     where scope = $1 and year = $2 and symbol = $3 and number between $4 and $5`,
    [scope, year, symbol, first, last],
  );
  return answer.rows[0]?.count ?? 0;
}

/** Every number of a unit's year that was given out or passed over, in rows of which the same is true, by symbol and number. */
export async function bookOf(client: Queryable, scope: string, year: number): Promise<BookEntry[]> {
  const answer = await client.query<BookEntry>(
    `with numbers as (
       select s.symbol, n as number from minh_tra.number_series s, generate_series(1, s.last) n
       where s.scope = $1 and s.year = $2 and s.symbol <> $3
     ), told as (
       select n.symbol, n.number,
         coalesce(u.outcome, case when b.first is null then 'skipped' else 'held' end) as state,
         coalesce(u.document_id, '') as document, coalesce(u.reason, '') as reason, coalesce(p.name, '') as person
       from numbers n
       left join minh_tra.number_uses u on u.scope = $1 and u.year = $2 and u.symbol = n.symbol and u.number = n.number
       left join minh_tra.number_blocks b
         on b.scope = $1 and b.year = $2 and b.symbol = n.symbol and n.number between b.first and b.last
       left join minh_tra.people p on p.id = coalesce(u.person_id, b.person_id)
     ), rows as (
       select *, number - row_number() over (partition by symbol, state, document, reason, person order by number) as run
       from told
     )
     select symbol, min(number)::int as first, max(number)::int as last, state, document as "documentId", reason, person
     from rows group by symbol, state, document, reason, person, run order by symbol, first`,
    [scope, year, beginning],
  );
  return answer.rows;
}
