import { Button, FileButton } from '@mantine/core';
import { IconCamera, IconGauge, IconMicrophone, IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../use-documents.ts';
import { useFormat } from '../use-format.ts';
import styles from './AddEvidence.module.css';
import { CaptureMenu } from './CaptureMenu.tsx';
import type { EvidenceDialog } from './EvidenceDialogs.tsx';
import { useEvidenceFiles } from './evidence-files.tsx';

interface AddEvidenceProps {
  onFiles: (files: readonly File[]) => void;
  onOpen: (dialog: EvidenceDialog) => void;
  /** With a button of its own for sound. */
  withSound?: boolean;
  /** With a button for what is read from a device. */
  withReading?: boolean;
  /** With a menu for web pages and screens; called for a page. */
  onPage?: () => void;
}

/** The ways in which evidence comes into a case, and how far files have come that are being added. */
export function AddEvidence({ onFiles, onOpen, withSound = false, withReading = true, onPage }: AddEvidenceProps) {
  const { t } = useTranslation('evidence');
  return (
    <div className={styles.ways}>
      <Progress />
      <Button
        variant="default"
        leftSection={<IconCamera size={18} stroke={1.7} aria-hidden />}
        onClick={() => onOpen('camera')}
        aria-haspopup="dialog"
      >
        {t('add.camera')}
      </Button>
      <FileButton onChange={onFiles} multiple>
        {(props) => (
          <Button variant="default" leftSection={<IconPaperclip size={18} stroke={1.7} aria-hidden />} {...props}>
            {t('add.files')}
          </Button>
        )}
      </FileButton>
      {withSound && (
        <Button
          variant="default"
          leftSection={<IconMicrophone size={18} stroke={1.7} aria-hidden />}
          onClick={() => onOpen('sound')}
          aria-haspopup="dialog"
        >
          {t('add.sound')}
        </Button>
      )}
      {withReading && (
        <Button
          variant="default"
          leftSection={<IconGauge size={18} stroke={1.7} aria-hidden />}
          onClick={() => onOpen('reading')}
          aria-haspopup="dialog"
        >
          {t('add.reading')}
        </Button>
      )}
      {onPage && <CaptureMenu onPage={onPage} onScreen={() => onOpen('screen')} />}
    </div>
  );
}

function Progress() {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const { adding } = useEvidenceFiles();
  const { value } = useLive(adding.progress$, null);
  if (!value) return null;
  const { done, all } = value;
  return (
    <span className={styles.progress} role="status">
      {t('add.progress', { done: format.number(done), all: format.number(all) })}
    </span>
  );
}
