import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { paths } from '../../ui/paths.ts';

/** What stands where a document was removed, or where its form has not come to this device yet. */
export function NoDocument({ what }: { what: 'document' | 'form' }) {
  const { t } = useTranslation('documents');
  const { inspectionCase } = useCaseFile();
  return (
    <EmptyState
      level={1}
      title={t(`missing.${what}.title`)}
      actions={
        <Button component={Link} to={paths.case(inspectionCase.id, 'documents')}>
          {t('missing.back')}
        </Button>
      }
    >
      {t(`missing.${what}.words`)}
    </EmptyState>
  );
}
