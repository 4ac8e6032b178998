import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Queryable } from '../database/connections.ts';

/** Channels on which every instance of the program listens. PostgreSQL delivers a notice when its transaction commits. */
export const changedChannel = 'minh_tra_changed';
export const endedChannel = 'minh_tra_ended';

const ChangedNotice = Type.Object({
  scope: Type.String(),
  collection: Type.String(),
  origin: Type.String(),
  xid: Type.String({ pattern: '^[0-9]{1,20}$' }),
});

/** Documents of a scope and collection changed in the transaction `xid`, written by `origin`. */
export interface ChangedNotice {
  readonly scope: string;
  readonly collection: string;
  /** The replica that wrote all of them, or 'server' when it did not write them all. */
  readonly origin: string;
  readonly xid: string;
}

export async function announceChanged(client: Queryable, change: Omit<ChangedNotice, 'xid'>): Promise<void> {
  await client.query(
    `select pg_notify($1, json_build_object(
       'scope', $2::text, 'collection', $3::text, 'origin', $4::text, 'xid', pg_current_xact_id()::text)::text)`,
    [changedChannel, change.scope, change.collection, change.origin],
  );
}

export async function announceEnded(client: Queryable, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return;
  await client.query('select pg_notify($1, id) from unnest($2::text[]) as id', [endedChannel, sessionIds]);
}

/** Null for a notice that is not of this shape: anybody with a connection may notify. */
export function readChangedNotice(payload: string | undefined): ChangedNotice | null {
  try {
    const notice: unknown = JSON.parse(payload ?? '');
    return Value.Check(ChangedNotice, notice) ? notice : null;
  } catch {
    return null;
  }
}

/** Bounds of the present snapshot: every transaction below `xmin` has ended, none from `xmax` on has begun. */
export async function snapshotBounds(client: Queryable): Promise<{ xmin: bigint; xmax: bigint }> {
  const answer = await client.query<{ xmin: string; xmax: string }>(
    `select pg_snapshot_xmin(s)::text as xmin, pg_snapshot_xmax(s)::text as xmax from pg_current_snapshot() as s`,
  );
  const { xmin = '0', xmax = '0' } = answer.rows[0] ?? {};
  return { xmin: BigInt(xmin), xmax: BigInt(xmax) };
}

export async function listen(client: Queryable): Promise<void> {
  await client.query(`listen ${changedChannel}; listen ${endedChannel}`);
}
