import { Button, Modal } from '@mantine/core';
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { PrintedPages } from '../../ui/print/PrintedPages.tsx';
import { useDocumentFile } from './document-file.tsx';
import styles from './PrintDialog.module.css';
import { usePaperPages } from './use-paper-pages.tsx';
import { useSavePages } from './use-save-pages.ts';

/** The pages of a document as they will come out of the printer; to any printer of the system, or to a PDF. */
export function PrintDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('documents');
  const { t: ui } = useTranslation('ui');
  const { document } = useDocumentFile();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('print.title', { title: document.title || t('untitled') })}
      fullScreen
      closeButtonProps={{ 'aria-label': ui('problem.dismiss') }}
      classNames={{ body: styles.body, content: styles.content }}
    >
      <PagesToPrint />
    </Modal>
  );
}

/** Inside the dialog: what is measured has to be there when it first appears. */
function PagesToPrint() {
  const { t } = useTranslation('documents');
  const { inspectionCase } = useCaseFile();
  const { document } = useDocumentFile();
  const { galley, pages } = usePaperPages();
  const name = [document.title || t('untitled'), document.number || inspectionCase.number].filter(Boolean).join(' ');
  const { isSaving, save } = useSavePages(name, t('print.saved'));
  return (
    <>
      {galley}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what has nothing to stop at inside can still be scrolled by keys */}
      <section className={styles.preview} aria-label={t('print.preview')} tabIndex={0}>
        {pages}
      </section>
      <div className={styles.foot}>
        <p className={styles.words}>{pages.length > 0 && t('print.words', { count: pages.length })}</p>
        <Button
          variant="default"
          leftSection={<IconFileTypePdf size={18} stroke={1.7} aria-hidden />}
          onClick={save}
          disabled={pages.length === 0}
          loading={isSaving}
        >
          {t('print.save')}
        </Button>
        <Button
          data-autofocus
          leftSection={<IconPrinter size={18} stroke={1.7} aria-hidden />}
          onClick={() => window.print()}
          disabled={pages.length === 0}
        >
          {t('print.action')}
        </Button>
      </div>
      <PrintedPages title={name}>{pages}</PrintedPages>
    </>
  );
}
