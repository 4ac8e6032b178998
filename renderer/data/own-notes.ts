import { map, type Observable } from 'rxjs';
import type { Collections } from './workspace.ts';

/**
 * What a person keeps on this device alone, by name: own views of a list, drafts. Never synchronised. Values are plain
 * JSON; a reader checks the shape, since an older version of the program may have written it.
 */
export interface OwnNotes {
  /** Null when nothing stands under the name. */
  read(name: string): Promise<unknown>;
  /** Resolves once it is durably saved. */
  write(name: string, value: unknown): Promise<void>;
  forget(name: string): Promise<void>;
  /** The value now and after each change; null while there is none. */
  follow(name: string): Observable<unknown>;
}

interface Note {
  value: unknown;
}

/** The notes of the person whose database holds these collections, kept as local documents. */
export function ownNotes(collections: Collections): OwnNotes {
  const { database } = collections.cases;
  return {
    read: async (name) => (await database.getLocal<Note>(name))?.toJSON().data.value ?? null,
    write: async (name, value) => {
      await database.upsertLocal<Note>(name, { value });
    },
    forget: async (name) => {
      await (await database.getLocal<Note>(name))?.remove();
    },
    follow: (name) => database.getLocal$<Note>(name).pipe(map((note) => note?.toJSON().data.value ?? null)),
  };
}
