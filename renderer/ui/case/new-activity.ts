import type { Activity } from '../../../shared/schema/activity.ts';
import type { NewDocument } from '../../data/workspace.ts';

type NewActivity = Omit<NewDocument<'activity'>, 'id'>;

/** A line of what happens in a case: on the case as a whole, answering nothing, unless it says otherwise. */
export function newActivity(
  caseId: string,
  kind: Activity['kind'],
  text: string,
  own: Partial<Pick<NewActivity, 'target' | 'replyTo' | 'mustMend' | 'resolves' | 'day' | 'doneBy'>> = {},
): NewActivity {
  const target: Activity['target'] = { kind: 'case', id: '', field: '' };
  return { caseId, kind, text, target, replyTo: '', mustMend: false, resolves: false, day: null, doneBy: [], ...own };
}
