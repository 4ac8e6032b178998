import type { Synced } from '../../schema/common.ts';

/** A synchronised document as the merge sees it: RxDB's and the wire's `_deleted` may stand in it. */
export type Mergeable = Synced & { readonly _deleted?: boolean };

const bookkeeping: ReadonlySet<string> = new Set([
  'id',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'device',
  'clockOffsetMs',
  'conflicts',
  'origins',
  '_deleted',
  '_rev',
  '_meta',
  '_attachments',
]);

/** What people entered in a document: all but its id, stamps, conflicts and the storage's own fields. */
export function contentOf(document: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(document).filter(([field, value]) => !bookkeeping.has(field) && value !== undefined),
  );
}

/** Where the writer of a document's deletion stands among its origins. */
export const deletionPath = '/_deleted';

/** What a document's `origins` speak of: its content, and that it is deleted. */
export function tracedOf(document: object): Record<string, unknown> {
  const content = contentOf(document);
  return '_deleted' in document && document._deleted === true ? { ...content, _deleted: true } : content;
}

export function isDeleted(document: Mergeable): boolean {
  return document._deleted === true;
}
