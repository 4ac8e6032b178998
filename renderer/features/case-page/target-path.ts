import type { Target } from '../../../shared/domain/workflow/conditions.ts';
import { paths } from '../../ui/paths.ts';

/** Where something that is missing is mended. */
export function targetPath(caseId: string, target: Target): string {
  switch (target.tab) {
    case 'overview':
      return paths.case(caseId, 'overview', { field: target.field });
    case 'checklist':
      return paths.case(caseId, 'checklist', { item: target.itemId });
    case 'findings':
      return paths.case(caseId, 'findings', {
        ...(target.findingId && { finding: target.findingId }),
        ...(target.field && { field: target.field }),
      });
    case 'review':
      return paths.case(caseId, 'review', { remark: target.remarkId });
    case 'conflict':
      return paths.case(caseId, 'conflicts', { conflict: target.conflict.conflictId });
  }
}
