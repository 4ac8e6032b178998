import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { mayWriteIn } from '../../../shared/domain/permission/permission.ts';
import { useSyncStatus } from '../../app/use-sync.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { paths } from '../../ui/paths.ts';
import { useFormat } from '../../ui/use-format.ts';

/** The first day, or a quiet one: what will be here, and where to begin. */
export function NothingToday() {
  const { t } = useTranslation('today');
  const format = useFormat();
  const person = usePerson();
  const { firstDownload } = useSyncStatus();
  return (
    <EmptyState
      title={t('empty.title')}
      actions={
        <>
          {mayWriteIn(person.role, 'cases') && (
            <Button component={Link} to={paths.newCase} size="md">
              {t('empty.create')}
            </Button>
          )}
          <Button component={Link} to={paths.cases} size="md" variant="default">
            {t('empty.cases')}
          </Button>
        </>
      }
    >
      {firstDownload ? t('empty.downloading', { received: format.number(firstDownload.received) }) : t('empty.body')}
    </EmptyState>
  );
}
