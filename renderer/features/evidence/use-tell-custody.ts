import { useCallback } from 'react';
import type { EvidenceAct } from '../../../shared/domain/evidence/custody.ts';
import { writableScopes } from '../../../shared/domain/permission/permission.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { newActivity } from '../../ui/case/new-activity.ts';
import { useNotices } from '../../ui/notices.tsx';

/** Tells in the case what this person does with an original. Who reads another unit's case writes nothing in it: the server logs them. */
export function useTellCustody(): (evidence: Evidence, act: EvidenceAct) => void {
  const { workspace } = useCaseFile();
  const notices = useNotices();
  return useCallback(
    ({ id, caseId, scope }, act) => {
      if (!writableScopes(workspace.session.person).includes(scope)) return;
      const target = { kind: 'evidence', id, field: act } as const;
      workspace.insert('activity', newActivity(caseId, 'custody', '', { target })).catch(notices.problem);
    },
    [workspace, notices],
  );
}
