import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { mayWriteIn } from '../../../shared/domain/permission/permission.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { paths } from '../../ui/paths.ts';

/** The first day, or a quiet one: what will be here, and where to begin. */
export function NothingToday({ isPart }: { isPart: boolean }) {
  const { t } = useTranslation('today');
  const person = usePerson();
  return (
    <EmptyState
      title={t(isPart ? 'empty.downloading.title' : 'empty.title')}
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
      {t(isPart ? 'empty.downloading.body' : 'empty.body')}
    </EmptyState>
  );
}
