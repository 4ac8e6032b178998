import { Button, Modal, SegmentedControl } from '@mantine/core';
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { receiptOf, sealLabels } from '../../../shared/domain/document/slips.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { PrintedPages } from '../../ui/print/PrintedPages.tsx';
import { useDocumentFile } from './document-file.tsx';
import styles from './SlipDialog.module.css';
import { ReceiptSlip, SealSlip } from './Slips.tsx';
import { useSavePages } from './use-save-pages.ts';
import { useSlipLength } from './use-slip-length.ts';

/** Receipt and seal labels on paper of 80 mm, as portable printers have it. */
export function SlipDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('documents');
  const { t: ui } = useTranslation('ui');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('slips.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': ui('problem.dismiss') }}
      classNames={{ body: styles.body }}
    >
      <SlipsToPrint />
    </Modal>
  );
}

/** Inside the dialog: what is measured has to be there when it first appears. */
function SlipsToPrint() {
  const { t } = useTranslation('documents');
  const { inspectionCase } = useCaseFile();
  const { document } = useDocumentFile();
  const labels = sealLabels(document, inspectionCase.number);
  const receipt = receiptOf(document, inspectionCase.number);
  const [kind, setKind] = useState<'receipt' | 'labels'>(receipt ? 'receipt' : 'labels');
  const place = useRef<HTMLElement>(null);
  useSlipLength(place, JSON.stringify([kind, labels, receipt]));
  const name = t(`slips.name.${kind}`, { title: document.title });
  const { isSaving, save } = useSavePages(name, t('slips.saved'));
  const slips =
    kind === 'receipt'
      ? receipt && <ReceiptSlip receipt={receipt} />
      : labels.map((label) => <SealSlip key={label.exhibitId} label={label} />);
  return (
    <>
      {receipt && labels.length > 0 && (
        <SegmentedControl
          aria-label={t('slips.title')}
          value={kind}
          onChange={setKind}
          data={[
            { value: 'receipt', label: t('slips.receipt') },
            { value: 'labels', label: t('slips.labels', { count: labels.length }) },
          ]}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what has nothing to stop at inside can still be scrolled by keys */}
      <section ref={place} className={styles.preview} aria-label={t('slips.preview')} tabIndex={0}>
        {slips}
      </section>
      <div className={styles.foot}>
        <Button
          variant="default"
          leftSection={<IconFileTypePdf size={18} stroke={1.7} aria-hidden />}
          onClick={save}
          loading={isSaving}
        >
          {t('print.save')}
        </Button>
        <Button
          data-autofocus
          leftSection={<IconPrinter size={18} stroke={1.7} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('print.action')}
        </Button>
      </div>
      <PrintedPages title={name}>{slips}</PrintedPages>
    </>
  );
}
