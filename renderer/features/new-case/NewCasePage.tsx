import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { mayWriteIn } from '../../../shared/domain/permission/permission.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { paths } from '../../ui/paths.ts';
import { RowsSkeleton } from '../../ui/RowsSkeleton.tsx';
import { CaseForm } from './CaseForm.tsx';
import { useCaseDraft } from './use-case-draft.ts';

/** A new case on one page; what was typed before is there again. */
export function NewCasePage() {
  const { t } = useTranslation('newCase');
  const draft = useCaseDraft();
  if (!mayWriteIn(usePerson().role, 'cases')) {
    return (
      <Page>
        <EmptyState
          level={1}
          title={t('denied.title')}
          actions={
            <Button component={Link} to={paths.cases}>
              {t('denied.back')}
            </Button>
          }
        >
          {t('denied.body')}
        </EmptyState>
      </Page>
    );
  }
  if (!draft) {
    return (
      <Page>
        <RowsSkeleton rows={6} height={60} />
      </Page>
    );
  }
  return <CaseForm handle={draft} />;
}
