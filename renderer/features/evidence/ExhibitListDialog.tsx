import { Button, Modal } from '@mantine/core';
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { PrintedPages } from '../../ui/print/PrintedPages.tsx';
import { SheetPreview } from '../../ui/print/Sheet.tsx';
import { ExhibitList } from './ExhibitList.tsx';
import styles from './ExhibitListDialog.module.css';

interface ExhibitListDialogProps {
  evidence: readonly Evidence[];
  onClose: () => void;
}

const longestName = 196;

/** The list of a case's exhibits as it will stand on paper; to a printer, or to a PDF. */
export function ExhibitListDialog({ evidence, onClose }: ExhibitListDialogProps) {
  const { t } = useTranslation('evidenceTab');
  const { t: ui } = useTranslation('ui');
  const shell = useBridge();
  const notices = useNotices();
  const { inspectionCase, today } = useCaseFile();
  const [isSaving, setSaving] = useState(false);
  const { number, entityName } = inspectionCase;
  const nameOfFile = t('exhibits.fileName', { name: number || entityName, date: today }).slice(0, longestName);
  const save = async () => {
    setSaving(true);
    try {
      if (await shell.call('page.pdf', { suggestedName: `${nameOfFile}.pdf`, sheet: 'flowing' }))
        notices.done(t('exhibits.saved'));
    } catch (thrown) {
      notices.problem(thrown);
    } finally {
      setSaving(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('exhibits.title')}
      fullScreen
      closeButtonProps={{ 'aria-label': ui('problem.dismiss') }}
    >
      <div className={styles.place}>
        <SheetPreview label={t('exhibits.title')}>
          <ExhibitList evidence={evidence} />
        </SheetPreview>
      </div>
      <div className={styles.foot}>
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} stroke={1.7} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('exhibits.print')}
        </Button>
        <Button leftSection={<IconFileTypePdf size={18} stroke={1.7} aria-hidden />} onClick={save} loading={isSaving}>
          {t('exhibits.save')}
        </Button>
      </div>
      <PrintedPages title={nameOfFile}>
        <ExhibitList evidence={evidence} />
      </PrintedPages>
    </Modal>
  );
}
