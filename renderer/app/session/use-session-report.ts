import { useEffect } from 'react';
import { problemOf } from '../../../shared/problem/problem.ts';
import { useNotices } from '../../ui/notices.tsx';
import { useSyncStatus } from '../use-sync.ts';
import { useBridge, useWorkspace } from '../workspace-context.tsx';

/** Tells the shell what the people list shows of this person, as it changes; tells the person what the disk dropped. */
export function useSessionReport(): void {
  const shell = useBridge();
  const { session } = useWorkspace();
  const { unsent, lastSyncedAt } = useSyncStatus();
  const notices = useNotices();

  useEffect(() => {
    const report = { unsent, lastSyncedAt };
    shell.call('session.report', report).catch((thrown) => console.warn('session report:', problemOf(thrown).code));
  }, [shell, unsent, lastSyncedAt]);

  useEffect(() => {
    if (session.rolledBack) notices.problem({ code: 'database.rolledBack' });
  }, [session, notices]);
}
