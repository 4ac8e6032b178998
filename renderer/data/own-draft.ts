import { ownNotes } from './own-notes.ts';
import type { CollectionName, Collections } from './workspace.ts';

/** What is being written and is no document yet, with the id that the document will have. */
export interface Draft<Value> {
  readonly id: string;
  readonly value: Value;
}

/** One draft, kept on this device alone. */
export interface OwnDraft<Value> {
  /** Null when nothing is being written. */
  read(): Promise<Draft<Value> | null>;
  /** Resolves once it is durably saved; null forgets it. */
  keep(draft: Draft<Value> | null): Promise<void>;
}

/**
 * The draft under this name of a document of `collection`. That the document is made and that its draft is forgotten are two
 * commits: a draft whose document is there has become it, also where the program was killed between the two. `valueIn` checks
 * what an older version of the program may have written, and answers null for what it can't use.
 */
export function ownDraft<Value>(
  collections: Collections,
  collection: CollectionName,
  name: string,
  valueIn: (kept: unknown) => Value | null,
): OwnDraft<Value> {
  const notes = ownNotes(collections);
  return {
    read: async () => {
      const kept = await notes.read(name);
      if (!isDraft(kept)) return null;
      const value = valueIn(kept.value);
      if (value === null) return null;
      const [made] = await collections[collection].storageInstance.findDocumentsById([kept.id], true);
      return made ? null : { id: kept.id, value };
    },
    keep: (draft) => (draft ? notes.write(name, draft) : notes.forget(name)),
  };
}

function isDraft(kept: unknown): kept is Draft<unknown> {
  return typeof kept === 'object' && kept !== null && 'value' in kept && 'id' in kept && typeof kept.id === 'string';
}
