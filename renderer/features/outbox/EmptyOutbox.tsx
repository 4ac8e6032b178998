import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { paths } from '../../ui/paths.ts';

/** Nothing waits: say so, and what would stand here. */
export function EmptyOutbox() {
  const { t } = useTranslation('outbox');
  return (
    <EmptyState
      title={t('empty.title')}
      actions={
        <Button component={Link} to={paths.today} variant="default">
          {t('empty.today')}
        </Button>
      }
    >
      {t('empty.body')}
    </EmptyState>
  );
}
