import type { CollectionName } from '../../data/workspace.ts';
import { paths } from '../../ui/paths.ts';

interface Placed {
  readonly collection: CollectionName;
  readonly id: string;
  readonly caseId: string | null;
  readonly isDeleted: boolean;
}

/** Where a document is looked at: its case, at the tab and place it belongs to; null for what has no page. */
export function itemPath({ collection, id, caseId, isDeleted }: Placed): string | null {
  if (isDeleted) return null;
  if (collection === 'cases') return paths.case(id, 'overview', {});
  if (collection === 'templates') return paths.template(id);
  if (!caseId) return null;
  if (collection === 'answers') return paths.case(caseId, 'checklist', { item: id.split('|')[1] ?? '' });
  if (collection === 'findings') return paths.case(caseId, 'findings', { finding: id });
  if (collection === 'evidence') return paths.case(caseId, 'evidence', { evidence: id });
  if (collection === 'documents') return paths.document(caseId, id);
  return paths.case(caseId, 'diary');
}
