import type { Queryable } from '../database/connections.ts';

/** A document in an epoch that a restore has ended. */
export interface HeldKey {
  readonly epoch: string;
  readonly scope: string;
  readonly id: string;
}

/** The latest state of that epoch which the database holds; `body` is null while it is the stored state itself. */
export interface HeldState extends HeldKey {
  readonly version: number;
  readonly body: string | null;
}

/** Place of a document in an epoch, as one text: for maps. */
export function heldKeyOf({ epoch, scope, id }: HeldKey): string {
  return `${epoch} ${scope} ${id}`;
}

/** What is held of these documents, by `heldKeyOf`. */
export async function heldStates(
  client: Queryable,
  collection: string,
  keys: readonly HeldKey[],
): Promise<Map<string, HeldState>> {
  const answer = await client.query<HeldState>(
    `select epoch, scope, id, version::int, body from minh_tra.held_states
     where collection = $1 and (epoch, scope, id) in (select * from unnest($2::text[], $3::text[], $4::text[]))`,
    [collection, ...columnsOf(keys)],
  );
  return new Map(answer.rows.map((row) => [heldKeyOf(row), row]));
}

/** Notes later states that the database now holds. */
export async function holdStates(client: Queryable, collection: string, states: readonly HeldState[]): Promise<void> {
  if (states.length === 0) return;
  await client.query(
    `insert into minh_tra.held_states (collection, epoch, scope, id, version, body)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[])
     on conflict (epoch, collection, scope, id) do update set version = excluded.version, body = excluded.body
       where excluded.version > held_states.version`,
    [collection, ...columnsOf(states), states.map(({ version }) => version), states.map(({ body }) => body)],
  );
}

function columnsOf(keys: readonly HeldKey[]): [string[], string[], string[]] {
  return [keys.map(({ epoch }) => epoch), keys.map(({ scope }) => scope), keys.map(({ id }) => id)];
}
