import { escapeIdentifier } from 'pg';
import type { Queryable } from '../database/connections.ts';

/** A document's present state as it is stored. */
export interface StoredState {
  readonly scope: string;
  readonly id: string;
  readonly body: string;
  readonly revision: string;
  /** What a device had pushed when the server changed the state itself. */
  readonly pushedRevision: string | null;
  /** Who wrote the last few states before this one: JSON text, read by those who know its shape. */
  readonly pastStamps: string;
  /** How many states of the document were stored, this one included. */
  readonly version: number;
}

/** A state to be stored. */
export interface NewState extends StoredState {
  readonly origin: string;
  readonly deleted: boolean;
  readonly pushedBy: string;
  /** Values of the collection's extracted columns, in their order. */
  readonly columns: readonly (string | null)[];
}

/** A document's place, as one text: for maps. */
export function keyOf(document: { readonly scope: string; readonly id: string }): string {
  return `${document.scope} ${document.id}`;
}

/** Documents in the order in which everyone writes new ones: two who bring the same in orders of their own wait for one another. */
export function inOrder<Document extends { readonly scope: string; readonly id: string }>(
  documents: readonly Document[],
): Document[] {
  return documents.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const storedColumns = `scope, id, body, revision, pushed_revision as "pushedRevision", past_stamps as "pastStamps",
  version::int`;

function tableOf(collection: string): string {
  return `sync.${escapeIdentifier(collection)}`;
}

/** Present states of documents by `keyOf`; locked, in one order for everyone, until the transaction ends. */
export async function lockStates(
  client: Queryable,
  collection: string,
  keys: readonly { readonly scope: string; readonly id: string }[],
): Promise<Map<string, StoredState>> {
  const answer = await client.query<StoredState>({
    name: `lock-states ${collection}`,
    text: `
      select ${storedColumns} from ${tableOf(collection)}
      where (scope, id) in (select * from unnest($1::text[], $2::text[]))
      order by scope, id for update`,
    values: [keys.map((key) => key.scope), keys.map((key) => key.id)],
  });
  return new Map(answer.rows.map((row) => [keyOf(row), row]));
}

/** Those of the ids that a document of another scope has. */
export async function idsElsewhere(
  client: Queryable,
  collection: string,
  ids: readonly string[],
  scope: string,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const answer = await client.query<{ id: string }>('select minh_tra.ids_elsewhere($1, $2, $3) as id', [
    collection,
    ids,
    scope,
  ]);
  return new Set(answer.rows.map(({ id }) => id));
}

/** Bodies of cases by id; nobody changes them until the transaction ends. */
export async function holdCases(
  client: Queryable,
  keys: readonly { readonly scope: string; readonly id: string }[],
): Promise<Map<string, string>> {
  const answer = await client.query<{ id: string; body: string }>(
    `select id, body from sync.cases
     where (scope, id) in (select * from unnest($1::text[], $2::text[])) order by scope, id for share`,
    [keys.map((key) => key.scope), keys.map((key) => key.id)],
  );
  return new Map(answer.rows.map(({ id, body }) => [id, body]));
}

/** Present states of documents by `keyOf`, without a lock. */
export async function readStates(
  client: Queryable,
  collection: string,
  keys: readonly { readonly scope: string; readonly id: string }[],
): Promise<Map<string, StoredState>> {
  const answer = await client.query<StoredState>(
    `select ${storedColumns} from ${tableOf(collection)}
     where (scope, id) in (select * from unnest($1::text[], $2::text[]))`,
    [keys.map((key) => key.scope), keys.map((key) => key.id)],
  );
  return new Map(answer.rows.map((row) => [keyOf(row), row]));
}

/** Stores states of documents that have none yet, given `inOrder`; answers the keys of those stored: one that came meanwhile is left out. */
export async function insertStates(
  client: Queryable,
  collection: string,
  extracted: readonly string[],
  states: readonly NewState[],
): Promise<Set<string>> {
  if (states.length === 0) return new Set();
  const names = extracted.map((name) => escapeIdentifier(name));
  const answer = await client.query<{ scope: string; id: string }>({
    name: `insert-states ${collection}`,
    text: `
      insert into ${tableOf(collection)} (scope, id, body, revision, pushed_revision, origin, deleted, pushed_by, past_stamps,
        version, change_xid, change_seq${names.map((name) => `, ${name}`).join('')})
      select n.scope, n.id, n.body, n.revision, n.pushed_revision, n.origin, n.deleted, n.pushed_by, n.past_stamps,
        n.version, pg_current_xact_id(), nextval('minh_tra.change_seq')${names.map((name) => `, n.${name}`).join('')}
      from ${rowsSource(names)}
      on conflict (scope, id) do nothing returning scope, id`,
    values: columnValues(states, extracted.length),
  });
  return new Set(answer.rows.map(keyOf));
}

/**
 * Puts new states in the place of stored ones, which the caller has locked. Where the stored one is what is held of an
 * epoch that a restore ended, its body is kept: what laptops give back is merged from it.
 */
export async function updateStates(
  client: Queryable,
  collection: string,
  extracted: readonly string[],
  states: readonly NewState[],
): Promise<void> {
  if (states.length === 0) return;
  const names = extracted.map((name) => escapeIdentifier(name));
  await client.query({
    name: `update-states ${collection}`,
    text: `
      with kept as (
        update minh_tra.held_states h set body = d.body
        from ${tableOf(collection)} d, unnest($1::text[], $2::text[]) as n(scope, id)
        where d.scope = n.scope and d.id = n.id and h.collection = $${fixedColumns.length + extracted.length + 1}
          and h.scope = n.scope and h.id = n.id and h.body is null)
      update ${tableOf(collection)} d set body = n.body, revision = n.revision, pushed_revision = n.pushed_revision,
        origin = n.origin, deleted = n.deleted, pushed_by = n.pushed_by, past_stamps = n.past_stamps, received_at = now(), version = n.version,
        change_xid = pg_current_xact_id(), change_seq = nextval('minh_tra.change_seq')
        ${names.map((name) => `, ${name} = n.${name}`).join('')}
      from ${rowsSource(names)}
      where d.scope = n.scope and d.id = n.id`,
    values: [...columnValues(states, extracted.length), collection],
  });
}

const fixedColumns = [
  ['scope', 'text'],
  ['id', 'text'],
  ['body', 'text'],
  ['revision', 'text'],
  ['pushed_revision', 'text'],
  ['origin', 'text'],
  ['deleted', 'boolean'],
  ['pushed_by', 'text'],
  ['past_stamps', 'text'],
  ['version', 'bigint'],
] as const;

/** The batch as a table: one array a column, so that a statement is the same for any number of rows. */
function rowsSource(names: readonly string[]): string {
  const columns = [...fixedColumns, ...names.map((name) => [name, 'text'] as const)];
  const values = columns.map(([, type], at) => `$${at + 1}::${type}[]`);
  return `unnest(${values.join(', ')}) as n(${columns.map(([name]) => name).join(', ')})`;
}

function columnValues(states: readonly NewState[], extractedCount: number): unknown[] {
  return [
    states.map((state) => state.scope),
    states.map((state) => state.id),
    states.map((state) => state.body),
    states.map((state) => state.revision),
    states.map((state) => state.pushedRevision),
    states.map((state) => state.origin),
    states.map((state) => state.deleted),
    states.map((state) => state.pushedBy),
    states.map((state) => state.pastStamps),
    states.map((state) => state.version),
    ...Array.from({ length: extractedCount }, (_, at) => states.map((state) => state.columns[at] ?? null)),
  ];
}
