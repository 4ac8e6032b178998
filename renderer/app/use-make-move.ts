import { useCallback } from 'react';
import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import { nearestDeadline } from '../../shared/domain/deadline/nearest.ts';
import { applyMove } from '../../shared/domain/workflow/moves.ts';
import type { Edge } from '../../shared/domain/workflow/workflow.ts';
import { newId } from '../data/ulid.ts';
import { useReference } from '../ui/use-reference.ts';
import { useWorkCalendar } from './work-calendar.tsx';
import { useWorkspace } from './workspace-context.tsx';

/** Moves a case along an edge of its workflow and counts its nearest deadline anew. Throws what `applyMove` throws. */
export function useMakeMove(): (caseId: string, edge: Edge, reason: string) => Promise<void> {
  const workspace = useWorkspace();
  const calendar = useWorkCalendar();
  const rules = useReference(workspace, 'deadline').value;
  return useCallback(
    async (caseId, edge, reason) => {
      const { session } = workspace;
      const made = {
        id: newId(),
        by: session.person.id,
        at: nextStamp(null, workspace.now(), session.deviceId),
        reason,
      };
      const found = await workspace.collections.findings.find({ selector: { caseId } }).exec();
      const findings = found.map((finding) => finding.toMutableJSON());
      await workspace.change('cases', caseId, (current) => {
        const moved = applyMove(current, edge, made);
        const { dueOn, dueRule } = nearestDeadline({ ...current, ...moved }, findings, rules, calendar);
        return { ...moved, dueOn, dueRule };
      });
    },
    [workspace, calendar, rules],
  );
}
