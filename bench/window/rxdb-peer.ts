import type { RxStorage } from 'rxdb';
import { type Database, openDatabase } from '../../renderer/data/database.ts';
import type { CaseState } from '../../shared/schema/cases.ts';
import { rxSchemaOf } from '../../shared/schema/collection.ts';
import { extraCollections } from './collections.ts';
import { listLength, type Peer } from './peer.ts';

type CountByState = (database: Database, states: readonly string[]) => Promise<ReadonlyMap<string, number>>;

export interface RxdbPeerOptions {
  readonly storage: RxStorage<unknown, unknown>;
  readonly name: string;
  /** Another way to count than RxDB's own. */
  readonly countByState?: CountByState;
  /** Collections besides the product's own, up to twelve in all. */
  readonly withExtras?: boolean;
}

/** The product's database over any storage of RxDB, opened as the product opens it. */
export async function openRxdb({ storage, name, countByState, withExtras }: RxdbPeerOptions): Promise<Peer> {
  const database = await openDatabase(storage, name);
  if (withExtras) {
    const extras = extraCollections.map((definition) => [definition.name, { schema: rxSchemaOf(definition) as never }]);
    await database.addCollections(Object.fromEntries(extras));
  }
  const { cases } = database.collections;
  return {
    insertMany: async (documents) => {
      const { error } = await cases.bulkInsert([...documents]);
      if (error.length > 0) throw new Error(`${error.length} documents were not inserted`);
    },
    insert: async (document) => {
      const inserted = await cases.insert(document);
      return ({ content, dueOn, updatedAt }) => inserted.incrementalPatch({ content, dueOn, updatedAt });
    },
    list: async (state, dueBy) => {
      const selector = { state: state as CaseState, dueOn: { $lte: dueBy } };
      const found = await cases.find({ selector, sort: [{ dueOn: 'desc' }, { id: 'desc' }], limit: listLength }).exec();
      return found.map(({ id }) => id);
    },
    countByState: (states) => (countByState ?? countEach)(database, states),
    close: async () => {
      await database.close();
    },
    destroy: async () => {
      await database.remove();
    },
  };
}

async function countEach({ collections: { cases } }: Database, states: readonly string[]) {
  const counting = states.map((state) => cases.count({ selector: { state: state as CaseState } }).exec());
  const counts = await Promise.all(counting);
  return new Map(states.map((state, at) => [state, counts[at] ?? 0]));
}
