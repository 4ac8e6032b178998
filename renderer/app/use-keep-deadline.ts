import { useCallback } from 'react';
import { nearestDeadline } from '../../shared/domain/deadline/nearest.ts';
import { readReference } from '../ui/use-reference.ts';
import { useWorkCalendar } from './work-calendar.tsx';
import { useWorkspace } from './workspace-context.tsx';

/** Counts a case's nearest deadline anew after its findings have changed, and saves it when it is another. */
export function useKeepDeadline(): (caseId: string) => Promise<void> {
  const workspace = useWorkspace();
  const calendar = useWorkCalendar();
  return useCallback(
    async (caseId) => {
      // Read here: a list that a page still waits for would count as no deadline at all.
      const rules = await readReference(workspace, 'deadline');
      const found = await workspace.collections.findings.find({ selector: { caseId } }).exec();
      const findings = found.map((finding) => finding.toMutableJSON());
      await workspace.change('cases', caseId, (current) => {
        const { dueOn, dueRule } = nearestDeadline(current, findings, rules, calendar);
        return { dueOn, dueRule };
      });
    },
    [workspace, calendar],
  );
}
