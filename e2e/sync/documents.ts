import type { NewDocument } from '../../renderer/data/workspace.ts';
import { newCase } from '../../server/testing/documents.ts';

/** What a page gives to make an inspection case of `an` and `binh`. */
export function preparation(own: Partial<NewDocument<'cases'>> = {}): Omit<NewDocument<'cases'>, 'id'> {
  const { id, scope, createdAt, createdBy, updatedAt, updatedBy, device, clockOffsetMs, conflicts, _deleted, ...made } =
    newCase({ id: 'p-an', scope: 'song-mai' });
  return { ...made, ...own };
}
