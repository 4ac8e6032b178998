import type { NumberBlock } from '../../shared/protocol/numbers.ts';
import type { Queryable } from '../database/connections.ts';

/** One unit's series of a year and symbol. */
export interface Series {
  readonly scope: string;
  readonly year: number;
  readonly symbol: string;
}

/** A block as it is stored; its receipt is made anew. */
export type StoredBlock = Omit<NumberBlock, 'receipt'>;

/** Who holds a block. */
export interface Holding {
  readonly personId: string;
  readonly deviceId: string;
  readonly at: Date;
}

/** Stands for the number at which series of a year begin that are not there yet. */
export const beginning = '*';

const columns = 'request_id as "requestId", holder, year, symbol, first, last';

/** The last number given of a series, which nobody else changes until this transaction ends; begins the series. */
export async function lockSeries(client: Queryable, { scope, year, symbol }: Series): Promise<number> {
  await client.query(
    `insert into minh_tra.number_series (scope, year, symbol, last)
     select $1, $2, $3, coalesce((select last from minh_tra.number_series where scope = $1 and year = $2 and symbol = $4), 0)
     on conflict do nothing`,
    [scope, year, symbol, beginning],
  );
  const answer = await client.query<{ last: number }>(
    'select last from minh_tra.number_series where scope = $1 and year = $2 and symbol = $3 for update',
    [scope, year, symbol],
  );
  return answer.rows[0]?.last ?? 0;
}

/** Notes that the series has been given out up to `last`; it never goes back. */
export async function raiseSeries(client: Queryable, { scope, year, symbol }: Series, last: number): Promise<void> {
  await client.query(
    `update minh_tra.number_series set last = greatest(last, $4) where scope = $1 and year = $2 and symbol = $3`,
    [scope, year, symbol, last],
  );
}

/** The block that a request was given; null where the unit knows none. */
export async function blockOfRequest(client: Queryable, scope: string, requestId: string): Promise<StoredBlock | null> {
  const answer = await client.query<StoredBlock>(
    `select ${columns} from minh_tra.number_blocks where scope = $1 and request_id = $2`,
    [scope, requestId],
  );
  return answer.rows[0] ?? null;
}

/** True when one of the numbers is in a block of another request. */
export async function isGivenElsewhere(client: Queryable, scope: string, block: StoredBlock): Promise<boolean> {
  const answer = await client.query(
    `select from minh_tra.number_blocks
     where scope = $1 and year = $2 and symbol = $3 and first <= $5 and last >= $4 and request_id <> $6 limit 1`,
    [scope, block.year, block.symbol, block.first, block.last, block.requestId],
  );
  return answer.rowCount === 1;
}

/** How many blocks of the series a holder has open. */
export async function openBlocks(client: Queryable, { scope, year, symbol }: Series, holder: string): Promise<number> {
  const answer = await client.query<{ count: number }>(
    `select count(*)::int as count from minh_tra.number_blocks
     where scope = $1 and year = $2 and symbol = $3 and holder = $4 and closed_at is null`,
    [scope, year, symbol, holder],
  );
  return answer.rows[0]?.count ?? 0;
}

export async function addBlock(client: Queryable, scope: string, block: StoredBlock, by: Holding): Promise<void> {
  const { requestId, holder, year, symbol, first, last } = block;
  await client.query(
    `insert into minh_tra.number_blocks
       (scope, year, symbol, first, last, request_id, holder, person_id, device_id, reserved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [scope, year, symbol, first, last, requestId, holder, by.personId, by.deviceId, by.at],
  );
}

/** Notes that no number of the block is used any more. */
export async function closeBlock(client: Queryable, scope: string, requestId: string, at: Date): Promise<boolean> {
  const answer = await client.query(
    `update minh_tra.number_blocks set closed_at = $3 where scope = $1 and request_id = $2 and closed_at is null`,
    [scope, requestId, at],
  );
  return answer.rowCount === 1;
}
