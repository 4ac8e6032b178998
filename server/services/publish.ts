import type pg from 'pg';
import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import { canonicalText, revisionOf } from '../../shared/domain/revision.ts';
import { serverName } from '../../shared/schema/people.ts';
import { type Queryable, transact } from '../database/connections.ts';
import { insertStates, keyOf, type NewState, readStates, updateStates } from '../queries/documents.ts';
import { announceChanged } from '../queries/notices.ts';
import type { WireDocument } from './proposal.ts';
import { extractedColumns } from './push-candidates.ts';
import type { RegisteredCollection } from './registry.ts';

const batchSize = 500;

/** A document as the server publishes it: its own fields, without the stamps that publishing gives it. */
export interface Publication {
  readonly id: string;
  readonly scope: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly deleted?: boolean;
}

/**
 * Stores documents that the server itself keeps, in the order given; those that are stored as they are stay untouched.
 * Answers how many changed. For the owner's connection.
 */
export async function publish(
  owner: pg.Pool,
  collection: RegisteredCollection,
  publications: readonly Publication[],
  nowMs: number,
): Promise<number> {
  let changed = 0;
  for (let at = 0; at < publications.length; at += batchSize) {
    const batch = publications.slice(at, at + batchSize);
    changed += await transact(owner, {}, (client) => publishBatch(client, collection, batch, nowMs));
  }
  return changed;
}

async function publishBatch(
  client: Queryable,
  collection: RegisteredCollection,
  publications: readonly Publication[],
  nowMs: number,
): Promise<number> {
  const { name, columns } = collection.definition;
  const stored = await readStates(client, name, publications);
  const added: NewState[] = [];
  const updated: NewState[] = [];
  for (const publication of publications) {
    const state = stored.get(keyOf(publication));
    const before = state ? (JSON.parse(state.body) as WireDocument) : null;
    const document = documentOf(publication, before, nowMs);
    if (before && isSameContent(before, document)) continue;
    (before ? updated : added).push(stateOf(publication, document, columns, (state?.version ?? 0) + 1));
  }
  await insertStates(client, name, columns, added);
  await updateStates(client, name, columns, updated);
  const scopes = new Set([...added, ...updated].map((state) => state.scope));
  for (const scope of scopes) await announceChanged(client, { scope, collection: name, origin: serverName });
  return added.length + updated.length;
}

function documentOf({ id, scope, content, deleted = false }: Publication, before: WireDocument | null, nowMs: number) {
  const stamp = nextStamp(before ? String(before.updatedAt) : null, nowMs, serverName);
  return {
    id,
    scope,
    createdAt: before ? String(before.createdAt) : stamp,
    createdBy: serverName,
    updatedAt: stamp,
    updatedBy: serverName,
    device: serverName,
    clockOffsetMs: 0,
    conflicts: [],
    ...content,
    _deleted: deleted,
  };
}

function isSameContent(before: WireDocument, next: WireDocument): boolean {
  const same = { ...next, createdAt: before.createdAt, updatedAt: before.updatedAt };
  return canonicalText(same) === canonicalText(before);
}

function stateOf(
  publication: Publication,
  document: WireDocument,
  columns: readonly string[],
  version: number,
): NewState {
  return {
    scope: publication.scope,
    id: publication.id,
    body: JSON.stringify(document),
    revision: revisionOf(document),
    pushedRevision: null,
    origin: serverName,
    deleted: document._deleted,
    pushedBy: serverName,
    pastStamps: '[]',
    version,
    columns: extractedColumns(columns, document),
  };
}
