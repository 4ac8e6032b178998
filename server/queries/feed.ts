import { escapeIdentifier } from 'pg';
import type { Queryable } from '../database/connections.ts';

/** A place in a scope's change feed: ordered by transaction, then by sequence inside it. Both are decimal texts. */
export interface Place {
  readonly xid: string;
  readonly seq: string;
}

export interface FeedRow extends Place {
  readonly scope: string;
  readonly id: string;
  readonly body: string;
  readonly revision: string;
  readonly version: number;
}

function tableOf(collection: string): string {
  return `sync.${escapeIdentifier(collection)}`;
}

/** The feed's end in the present snapshot: every change below it is there to be read, whoever commits later. */
export async function feedEnd(client: Queryable): Promise<string> {
  const answer = await client.query<{ xmin: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as xmin');
  return answer.rows[0]?.xmin ?? '0';
}

/** How many documents of a scope were last changed before a transaction. */
export async function countBefore(client: Queryable, collection: string, scope: string, xid: string): Promise<number> {
  const answer = await client.query<{ count: string }>(
    `select count(*) as count from ${tableOf(collection)} where scope = $1 and change_xid < $2::xid8`,
    [scope, xid],
  );
  return Number(answer.rows[0]?.count ?? 0);
}

/** Documents of a scope before a place, newest first: a page of a first download. */
export async function newestBefore(
  client: Queryable,
  collection: string,
  scope: string,
  place: Place,
  limit: number,
): Promise<FeedRow[]> {
  const answer = await client.query<FeedRow>({
    name: `newest-before ${collection}`,
    text: `
      select scope, id, body, revision, version::int, change_xid::text as xid, change_seq::text as seq from ${tableOf(collection)}
      where scope = $1 and (change_xid, change_seq) < ($2::xid8, $3::bigint)
      order by change_xid desc, change_seq desc limit $4`,
    values: [scope, place.xid, place.seq, limit],
  });
  return answer.rows;
}

/** Documents after a place in each of several scopes and before the feed's end, oldest first, but for the replica's own. */
export async function changesAfter(
  client: Queryable,
  collection: string,
  places: ReadonlyMap<string, Place>,
  end: string,
  replica: string,
  limit: number,
): Promise<FeedRow[]> {
  const answer = await client.query<FeedRow>({
    name: `changes-after ${collection}`,
    text: `
      select r.* from unnest($1::text[], $2::xid8[], $3::bigint[]) as p(scope, xid, seq)
      cross join lateral (
        select d.scope, d.id, d.body, d.revision, d.version::int, d.change_xid::text as xid, d.change_seq::text as seq from ${tableOf(collection)} d
        where d.scope = p.scope and (d.change_xid, d.change_seq) > (p.xid, p.seq)
          and d.change_xid < $4::xid8 and d.origin <> $5
        order by d.change_xid, d.change_seq limit $6
      ) r
      limit $6`,
    values: [...columnsOf(places), end, replica, limit],
  });
  return answer.rows;
}

/** The last place of each scope before the feed's end, where that is after the place given. */
export async function lastPlaces(
  client: Queryable,
  collection: string,
  places: ReadonlyMap<string, Place>,
  end: string,
): Promise<Map<string, Place>> {
  const answer = await client.query<Place & { scope: string }>({
    name: `last-places ${collection}`,
    text: `
      select p.scope, r.* from unnest($1::text[], $2::xid8[], $3::bigint[]) as p(scope, xid, seq)
      cross join lateral (
        select d.change_xid::text as xid, d.change_seq::text as seq from ${tableOf(collection)} d
        where d.scope = p.scope and (d.change_xid, d.change_seq) > (p.xid, p.seq) and d.change_xid < $4::xid8
        order by d.change_xid desc, d.change_seq desc limit 1
      ) r`,
    values: [...columnsOf(places), end],
  });
  return new Map(answer.rows.map(({ scope, xid, seq }) => [scope, { xid, seq }]));
}

function columnsOf(places: ReadonlyMap<string, Place>): [string[], string[], string[]] {
  const entries = [...places];
  return [
    entries.map(([scope]) => scope),
    entries.map(([, place]) => place.xid),
    entries.map(([, place]) => place.seq),
  ];
}
