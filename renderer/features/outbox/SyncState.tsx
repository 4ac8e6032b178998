import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { ProblemCode } from '../../../shared/problem/catalogue.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import type { SyncStatus } from '../../data/workspace.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { RenewSession } from './RenewSession.tsx';

const needsPassword: readonly ProblemCode[] = ['session.expired', 'refresh.reused'];

/** Why nothing is being sent, where that is so. */
export function SyncState({ status }: { status: SyncStatus }) {
  const { t } = useTranslation('outbox');
  const { sync } = useWorkspace();
  const [asking, password] = useDisclosure(false);
  const { problem, state } = status;
  if (state === 'paused' && !problem)
    return (
      <Notice tone="info" title={t('paused')}>
        {t('pausedBody')}
      </Notice>
    );
  if (problem && needsPassword.includes(problem.code)) {
    return (
      <>
        <Notice
          tone="soon"
          title={t('renew.notice')}
          action={
            <Button size="compact-sm" variant="default" onClick={password.open}>
              {t('renew.action')}
            </Button>
          }
        >
          {t('renew.body')}
        </Notice>
        <RenewSession opened={asking} onClose={password.close} />
      </>
    );
  }
  if (state === 'offline' && (!problem || problem.code === 'server.away')) {
    return (
      <Notice tone="info" title={t('offline')}>
        {t('offlineBody')}
      </Notice>
    );
  }
  return problem && <ProblemNotice tone="soon" problem={problem} onRetry={() => sync.retry()} />;
}
