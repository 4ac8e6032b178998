import type { RxStorage } from 'rxdb';
import type { EncryptedStorage } from '../../shared/storage/client.ts';
import { fold } from '../../shared/storage/fold.ts';
import { definitionOf } from './definitions.ts';
import type { Collections, Workspace } from './workspace.ts';

type Lookups = Pick<Workspace, 'count' | 'search'>;

/** Counts and full-text search where the documents are stored; plain queries where the storage knows no such request. */
export function lookups(storage: RxStorage<unknown, unknown>, database: string, collections: Collections): Lookups {
  return isEncryptedStorage(storage) ? requests(storage, database) : plainQueries(collections);
}

function isEncryptedStorage(storage: RxStorage<unknown, unknown>): storage is EncryptedStorage {
  return 'customRequest' in storage && typeof storage.customRequest === 'function';
}

function requests({ customRequest }: EncryptedStorage, database: string): Lookups {
  return {
    count: async (collection, groupBy, selector) => {
      const where = selector ? { selector: selector as Record<string, unknown> } : {};
      const groups = await customRequest({ type: 'count', database, collection, groupBy, ...where });
      return new Map(groups.map(({ value, count }) => [String(value), count]));
    },
    search: (collection, text, limit) => customRequest({ type: 'search', database, collection, text, limit }),
  };
}

/** For RxDB's memory storage, which tests of the window use: every document is read. */
function plainQueries(collections: Collections): Lookups {
  return {
    count: async (name, groupBy, selector) => {
      const counts = new Map<string, number>();
      for (const document of await collections[name].find({ selector: selector ?? {} }).exec()) {
        const value = String(document.get(groupBy));
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return counts;
    },
    search: async (name, text, limit) => {
      const wanted = fold(text);
      const { searchFields } = definitionOf(name);
      const documents = await collections[name].find().exec();
      return documents
        .filter((document) => searchFields.some((path) => fold(String(document.get(path) ?? '')).includes(wanted)))
        .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
        .slice(0, limit)
        .map((document) => document.id);
    },
  };
}
