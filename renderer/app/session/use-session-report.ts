import { useEffect } from 'react';
import { distinctUntilChanged, map } from 'rxjs';
import { problemOf } from '../../../shared/problem/problem.ts';
import { useNotices } from '../../ui/notices.tsx';
import { useBridge, useWorkspace } from '../workspace-context.tsx';

/** Tells the shell what the people list shows of this person, as it changes; tells the person what the disk dropped. */
export function useSessionReport(): void {
  const shell = useBridge();
  const { session, sync } = useWorkspace();
  const notices = useNotices();

  useEffect(() => {
    const reports = sync.status$.pipe(
      map(({ unsent, lastSyncedAt }) => ({ unsent, lastSyncedAt })),
      distinctUntilChanged((a, b) => a.unsent === b.unsent && a.lastSyncedAt === b.lastSyncedAt),
    );
    const subscription = reports.subscribe((report) => {
      shell.call('session.report', report).catch((thrown) => console.warn('session report:', problemOf(thrown).code));
    });
    return () => subscription.unsubscribe();
  }, [shell, sync]);

  useEffect(() => {
    if (session.rolledBack) notices.problem({ code: 'database.rolledBack' });
  }, [session, notices]);
}
