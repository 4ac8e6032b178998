import type pg from 'pg';
import { revisionOf } from '../../shared/domain/revision.ts';
import { ProblemError } from '../../shared/problem/problem.ts';
import type { Synced } from '../../shared/schema/common.ts';
import { serverName } from '../../shared/schema/people.ts';
import { transact } from '../database/connections.ts';
import { insertStates, type NewState } from '../queries/documents.ts';
import { announceChanged } from '../queries/notices.ts';
import { extractedColumns } from './push-candidates.ts';
import type { RegisteredCollection } from './registry.ts';

const batchSize = 1_000;

/**
 * Stores whole documents as they are, in the order given, each checked against its schema; those whose id is stored already
 * are left alone. For the owner's connection: nobody's rights are asked.
 */
export async function importDocuments(
  owner: pg.Pool,
  collection: RegisteredCollection,
  documents: readonly Synced[],
): Promise<void> {
  const { name, columns } = collection.definition;
  const stateOf = (synced: Synced): NewState => {
    const document = { ...synced, _deleted: false };
    const field = collection.firstFault(document);
    if (field !== null) throw new ProblemError('document.invalid', { collection: name, field });
    return {
      scope: synced.scope,
      id: synced.id,
      body: JSON.stringify(document),
      revision: revisionOf(document),
      pushedRevision: null,
      pastStamps: '[]',
      version: 1,
      origin: serverName,
      deleted: false,
      pushedBy: synced.updatedBy,
      columns: extractedColumns(columns, document),
    };
  };
  for (let at = 0; at < documents.length; at += batchSize) {
    const states = documents.slice(at, at + batchSize).map(stateOf);
    await transact(owner, {}, async (client) => {
      await insertStates(client, name, columns, states);
      for (const scope of new Set(states.map((state) => state.scope))) {
        await announceChanged(client, { scope, collection: name, origin: serverName });
      }
    });
  }
}
