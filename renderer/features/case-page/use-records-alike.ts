import { useEffect, useState } from 'react';
import { auditTime, from, startWith, switchMap } from 'rxjs';
import type { ManagedEntity } from '../../../shared/schema/entities.ts';
import { recordsAlike } from '../../data/same-entities.ts';
import type { Workspace } from '../../data/workspace.ts';
import { useNotices } from '../../ui/notices.tsx';

/** A first download brings many entities at once. */
const lookEveryMs = 500;
const none: readonly ManagedEntity[] = [];

/** Other records that may be this entity, looked for again as entities come and change. */
export function useRecordsAlike(workspace: Workspace, entity: ManagedEntity | null): readonly ManagedEntity[] {
  const notices = useNotices();
  const [alike, setAlike] = useState(none);
  useEffect(() => {
    setAlike(none);
    if (!entity) return;
    const looks = workspace.collections.entities.$.pipe(
      auditTime(lookEveryMs),
      startWith(null),
      switchMap(() => from(recordsAlike(workspace, entity))),
    );
    const following = looks.subscribe({ next: setAlike, error: notices.problem });
    return () => following.unsubscribe();
  }, [workspace, notices, entity]);
  return alike;
}
