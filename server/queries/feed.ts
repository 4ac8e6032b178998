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

/** What a page still has room for. */
export interface Room {
  readonly documents: number;
  /** Of bodies in UTF-8. */
  readonly bytes: number;
  /** The page holds nothing yet: the first document comes whatever its size. */
  readonly isEmpty: boolean;
}

export interface Filling {
  readonly rows: FeedRow[];
  /** There are more, for which the page has no bytes left. */
  readonly isCut: boolean;
}

/** One collection's documents in the order in which they changed, as one transaction sees them. */
export interface Feed {
  /** The feed's end in the present snapshot: every change below it is there to be read, whoever commits later. */
  end(): Promise<string>;
  /** How many documents of a scope were last changed before a transaction. */
  countBefore(scope: string, xid: string): Promise<number>;
  /** Documents of a scope before a place, newest first: a page of a first download. */
  newestBefore(scope: string, place: Place, room: Room): Promise<Filling>;
  /** Documents after a place in each of several scopes and before the feed's end, oldest first, but for the replica's own. */
  changesAfter(places: ReadonlyMap<string, Place>, end: string, replica: string, room: Room): Promise<Filling>;
  /** The last place of each scope before the feed's end, where that is after the place given. */
  lastPlaces(places: ReadonlyMap<string, Place>, end: string): Promise<Map<string, Place>>;
}

/** A row's body where the page has room for it: those that are too much never leave the database. */
const bodyWithin = (bytes: string, isEmpty: string) =>
  `case when r.bytes <= ${bytes}::bigint or (r.nth = 1 and ${isEmpty}::boolean) then r.body end as body`;
/** The bytes of a row and of all before it, as they are read: nothing is sorted, and no body is unpacked. */
const bytesSoFar = 'sum(octet_length(body)) over w as bytes, row_number() over w as nth';

/** The feed as the database has it. */
export function feedOf(client: Queryable, collection: string): Feed {
  const table = `sync.${escapeIdentifier(collection)}`;
  return {
    async end() {
      const answer = await client.query<{ xmin: string }>(
        'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
      );
      return answer.rows[0]?.xmin ?? '0';
    },

    async countBefore(scope, xid) {
      const answer = await client.query<{ count: string }>(
        `select count(*) as count from ${table} where scope = $1 and change_xid < $2::xid8`,
        [scope, xid],
      );
      return Number(answer.rows[0]?.count ?? 0);
    },

    async newestBefore(scope, { xid, seq }, { documents, bytes, isEmpty }) {
      const answer = await client.query<SizedRow>({
        name: `newest-before ${collection}`,
        text: `
          select r.scope, r.id, ${bodyWithin('$5', '$6')}, r.revision, r.version, r.xid, r.seq from (
            select scope, id, body, revision, version::int, change_xid::text as xid, change_seq::text as seq, ${bytesSoFar}
            from ${table} where scope = $1 and (change_xid, change_seq) < ($2::xid8, $3::bigint)
            window w as (order by change_xid desc, change_seq desc rows unbounded preceding)
            order by change_xid desc, change_seq desc limit $4
          ) r`,
        values: [scope, xid, seq, documents, bytes, isEmpty],
      });
      return fillingOf(answer.rows);
    },

    async changesAfter(places, end, replica, { documents, bytes, isEmpty }) {
      const answer = await client.query<SizedRow>({
        name: `changes-after ${collection}`,
        text: `
          select r.scope, r.id, ${bodyWithin('$7', '$8')}, r.revision, r.version, r.xid, r.seq from (
            select d.*, ${bytesSoFar} from unnest($1::text[], $2::xid8[], $3::bigint[]) as p(scope, xid, seq)
            cross join lateral (
              select d.scope, d.id, d.body, d.revision, d.version::int, d.change_xid::text as xid, d.change_seq::text as seq
              from ${table} d
              where d.scope = p.scope and (d.change_xid, d.change_seq) > (p.xid, p.seq)
                and d.change_xid < $4::xid8 and d.origin <> $5
              order by d.change_xid, d.change_seq limit $6
            ) d
            window w as (rows unbounded preceding)
            limit $6
          ) r`,
        values: [...columnsOf(places), end, replica, documents, bytes, isEmpty],
      });
      return fillingOf(answer.rows);
    },

    async lastPlaces(places, end) {
      const answer = await client.query<Place & { scope: string }>({
        name: `last-places ${collection}`,
        text: `
          select p.scope, r.* from unnest($1::text[], $2::xid8[], $3::bigint[]) as p(scope, xid, seq)
          cross join lateral (
            select d.change_xid::text as xid, d.change_seq::text as seq from ${table} d
            where d.scope = p.scope and (d.change_xid, d.change_seq) > (p.xid, p.seq) and d.change_xid < $4::xid8
            order by d.change_xid desc, d.change_seq desc limit 1
          ) r`,
        values: [...columnsOf(places), end],
      });
      return new Map(answer.rows.map(({ scope, xid, seq }) => [scope, { xid, seq }]));
    },
  };
}

type SizedRow = Omit<FeedRow, 'body'> & { readonly body: string | null };

function fillingOf(rows: readonly SizedRow[]): Filling {
  const taken: FeedRow[] = [];
  for (const { body, ...row } of rows) {
    if (body === null) return { rows: taken, isCut: true };
    taken.push({ ...row, body });
  }
  return { rows: taken, isCut: false };
}

function columnsOf(places: ReadonlyMap<string, Place>): [string[], string[], string[]] {
  const entries = [...places];
  return [
    entries.map(([scope]) => scope),
    entries.map(([, place]) => place.xid),
    entries.map(([, place]) => place.seq),
  ];
}
