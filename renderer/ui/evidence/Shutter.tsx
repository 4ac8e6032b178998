import { Button } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useNotices } from '../notices.tsx';
import styles from './CameraDialog.module.css';
import { useEvidenceFiles } from './evidence-files.tsx';
import { photograph } from './photograph.ts';
import type { Camera } from './use-camera.ts';

interface ShutterProps {
  camera: Camera;
  caseId: string;
  ties: readonly string[];
  onClose: () => void;
  /** Called with each photograph once it is saved. */
  onTaken?: ((evidence: Evidence) => void) | undefined;
}

/** Photograph after photograph, each saved at once. Space takes one. */
export function Shutter({ camera, caseId, ties, onClose, onTaken }: ShutterProps) {
  const { t } = useTranslation('evidence');
  const { originals } = useEvidenceFiles();
  const notices = useNotices();
  const [taken, setTaken] = useState(0);
  const [busy, setBusy] = useState(false);
  const shoot = async () => {
    if (!camera.stream || busy) return;
    setBusy(true);
    try {
      const content = await photograph(camera.stream);
      const about = { caseId, kind: 'photo', origin: 'recorded', fileName: '', position: null } as const;
      const evidence = await originals.add(content, { ...about, ties: [...ties] });
      onTaken?.(evidence);
      setTaken((count) => count + 1);
    } catch (thrown) {
      notices.problem(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <span className={styles.told} role="status">
        {taken > 0 ? t('camera.taken', { count: taken }) : t('camera.none')}
      </span>
      <Button variant="default" onClick={onClose}>
        {t('camera.close')}
      </Button>
      <Button
        data-autofocus
        leftSection={<IconCamera size={18} stroke={1.7} aria-hidden />}
        onClick={shoot}
        disabled={camera.state !== 'open'}
        loading={busy}
      >
        {t('camera.shoot')}
      </Button>
    </>
  );
}
