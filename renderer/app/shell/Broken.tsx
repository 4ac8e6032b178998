import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useRouteError } from 'react-router';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

/** A screen that failed to draw: the frame stays, the data is safe, one way on. */
export function Broken() {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const error = useRouteError();
  useEffect(() => console.error(error), [error]);
  return (
    <Page>
      <EmptyState
        level={1}
        title={t('broken.title')}
        actions={<Button onClick={() => void navigate(0)}>{t('broken.reload')}</Button>}
      >
        {t('broken.body')}
      </EmptyState>
    </Page>
  );
}
