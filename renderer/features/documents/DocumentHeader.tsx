import { ActionIcon, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronLeft, IconPrinter, IconWritingSign } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { documentState } from '../../../shared/domain/document/document-state.ts';
import { lacksOf } from '../../../shared/domain/document/missing.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { paths } from '../../ui/paths.ts';
import { useShortcuts } from '../../ui/use-shortcuts.tsx';
import styles from './DocumentHeader.module.css';
import { DocumentMenu } from './DocumentMenu.tsx';
import { DocumentStateBadge } from './DocumentStateBadge.tsx';
import { useDocumentFile } from './document-file.tsx';
import { PrintDialog } from './PrintDialog.tsx';
import { SignDialog } from './SignDialog.tsx';

/** What the document is, where it stands, and its next step. */
export function DocumentHeader() {
  const { t } = useTranslation('documents');
  const { inspectionCase } = useCaseFile();
  const { document, form, mayFollowUp } = useDocumentFile();
  const [, setQuery] = useSearchParams();
  const [signing, sign] = useDisclosure(false);
  const [printing, print] = useDisclosure(false);
  useShortcuts(t('keys.title'), [{ keys: 'mod+p', label: t('print.open'), run: print.open, inFields: true }]);
  const state = documentState(document);
  const waiting = 'waiting' in state ? state.waiting : [];
  const isWhole = lacksOf(form, document).length === 0;
  const next = waiting[0];
  return (
    <header className={styles.header}>
      <Link
        to={paths.case(inspectionCase.id, 'documents')}
        className={styles.back}
        aria-label={t('back')}
        title={t('back')}
      >
        <IconChevronLeft size={20} stroke={1.7} aria-hidden />
      </Link>
      <div className={styles.words}>
        <h1 className={styles.title} title={document.title}>
          {document.title || t('untitled')}
        </h1>
        <p className={styles.of}>
          {[t('ofForm', { code: form.code }), inspectionCase.number, inspectionCase.entityName]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <DocumentStateBadge document={document} />
      <ActionIcon variant="default" size={36} aria-label={t('print.open')} title={t('print.open')} onClick={print.open}>
        <IconPrinter size={18} stroke={1.7} aria-hidden />
      </ActionIcon>
      {mayFollowUp && next && (
        <Button
          leftSection={<IconWritingSign size={18} stroke={1.7} aria-hidden />}
          {...(!isWhole && { variant: 'light', color: 'gray' })}
          onClick={isWhole ? sign.open : () => setQuery({ part: 'signatures' }, { replace: true })}
        >
          {t('sign.action')}
        </Button>
      )}
      {mayFollowUp && <DocumentMenu />}
      {printing && <PrintDialog onClose={print.close} />}
      {signing && next && <SignDialog attendeeId={next} onClose={sign.close} />}
    </header>
  );
}
