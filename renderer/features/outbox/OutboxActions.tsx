import { Button } from '@mantine/core';
import { IconFileExport, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useWorkspace } from '../../app/workspace-context.tsx';
import type { SyncStatus } from '../../data/workspace.ts';
import { useSaveFile } from './use-save-file.ts';

/** Export everything that is not confirmed; hold the sending up, or let it go on. */
export function OutboxActions({ status, hasItems }: { status: SyncStatus; hasItems: boolean }) {
  const { t } = useTranslation('outbox');
  const { sync } = useWorkspace();
  const save = useSaveFile();
  const pausedByPerson = status.state === 'paused' && !status.problem;
  return (
    <>
      {hasItems && (
        <Button
          variant="default"
          leftSection={<IconFileExport size={18} stroke={1.7} aria-hidden />}
          onClick={() => save('minh-tra-hop-gui', () => sync.exportOutbox())}
        >
          {t('export')}
        </Button>
      )}
      {pausedByPerson ? (
        <Button leftSection={<IconPlayerPlay size={18} stroke={1.7} aria-hidden />} onClick={() => sync.resume()}>
          {t('resume')}
        </Button>
      ) : (
        status.state !== 'paused' && (
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={18} stroke={1.7} aria-hidden />}
            onClick={() => sync.pause()}
          >
            {t('pause')}
          </Button>
        )
      )}
    </>
  );
}
