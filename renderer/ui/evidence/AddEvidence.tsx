import { Button, FileButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCamera, IconMicrophone, IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvidenceFiles } from '../../app/evidence-files.tsx';
import { useLive } from '../use-documents.ts';
import { useFormat } from '../use-format.ts';
import styles from './AddEvidence.module.css';
import { CameraDialog } from './CameraDialog.tsx';
import { SoundDialog } from './SoundDialog.tsx';
import { useAddEvidence } from './use-add-evidence.ts';

interface AddEvidenceProps {
  caseId: string;
  /** What the evidence will show. */
  ties: readonly string[];
  /** With a button of its own for sound. */
  withSound?: boolean;
}

/** The ways in which evidence comes into a case, and how far files have come that are being added. */
export function AddEvidence({ caseId, ties, withSound = false }: AddEvidenceProps) {
  const { t } = useTranslation('evidence');
  const add = useAddEvidence(caseId, ties);
  const [camera, cameraIs] = useDisclosure(false);
  const [sound, soundIs] = useDisclosure(false);
  return (
    <div className={styles.ways}>
      <Progress />
      <Button
        variant="default"
        leftSection={<IconCamera size={18} stroke={1.7} aria-hidden />}
        onClick={cameraIs.open}
        aria-haspopup="dialog"
      >
        {t('add.camera')}
      </Button>
      <FileButton onChange={add} multiple resetRef={undefined}>
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
          onClick={soundIs.open}
          aria-haspopup="dialog"
        >
          {t('add.sound')}
        </Button>
      )}
      {camera && <CameraDialog caseId={caseId} ties={ties} onClose={cameraIs.close} />}
      {sound && <SoundDialog caseId={caseId} ties={ties} onClose={soundIs.close} />}
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
