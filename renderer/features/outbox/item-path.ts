import type { CollectionName } from '../../data/workspace.ts';
import { type CaseTarget, paths } from '../../ui/paths.ts';

interface Placed {
  readonly collection: CollectionName;
  readonly id: string;
  readonly caseId: string | null;
}

/** Where a document is looked at: its case, at the tab and place it belongs to; null for what has no page. */
export function itemPath({ collection, id, caseId }: Placed, field?: string): string | null {
  const at = (target: CaseTarget) => ({ ...target, ...(field && { field }) });
  if (collection === 'cases') return paths.case(id, 'overview', at({}));
  if (!caseId) return null;
  if (collection === 'answers') return paths.case(caseId, 'checklist', at({ item: id.split('|')[1] ?? '' }));
  if (collection === 'findings') return paths.case(caseId, 'findings', at({ finding: id }));
  return paths.case(caseId, 'diary');
}
