import type { ChecklistItem } from '../../../shared/domain/checklist/checklist.ts';
import type { NewDocument } from '../../data/workspace.ts';

/** A finding as it begins: what is known is filled in, the rest is for the inspector. */
export function newFinding(caseId: string, today: string, item?: ChecklistItem): Omit<NewDocument<'findings'>, 'id'> {
  return {
    caseId,
    itemId: item?.id ?? '',
    title: '',
    kind: 'violation',
    fact: '',
    actOn: null,
    foundOn: today,
    provision: null,
    measure: 'none',
    measureNote: '',
  };
}
