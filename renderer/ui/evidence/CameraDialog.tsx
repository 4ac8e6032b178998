import { Button, Modal, Select } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { Notice } from '../Notice.tsx';
import { useNotices } from '../notices.tsx';
import styles from './CameraDialog.module.css';
import { useEvidenceFiles } from './evidence-files.tsx';
import { photograph } from './photograph.ts';
import { type CameraState, useCamera } from './use-camera.ts';

interface CameraDialogProps {
  caseId: string;
  ties: readonly string[];
  onClose: () => void;
  /** Called with each photograph once it is saved. */
  onTaken?: ((evidence: Evidence) => void) | undefined;
}

/** What the camera sees, and a shutter: photograph after photograph, each saved at once. Space takes one. */
export function CameraDialog({ caseId, ties, onClose, onTaken }: CameraDialogProps) {
  const { t } = useTranslation('evidence');
  const camera = useCamera();
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
    <Modal opened onClose={onClose} title={t('camera.title')} size="xl">
      <div className={styles.body}>
        {camera.stream && camera.state !== 'lost' && <View stream={camera.stream} />}
        {camera.state === 'opening' && <div className={styles.view} />}
        <CameraProblem state={camera.state} onAgain={camera.again} />
        <div className={styles.foot}>
          {camera.devices.length > 1 && (
            <Select
              aria-label={t('camera.device')}
              value={camera.deviceId}
              onChange={(deviceId) => deviceId && camera.choose(deviceId)}
              data={camera.devices.map(({ deviceId, label }, place) => ({
                value: deviceId,
                label: label || t('camera.deviceNumber', { number: place + 1 }),
              }))}
              allowDeselect={false}
            />
          )}
          <span className={styles.taken} role="status">
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
        </div>
      </div>
    </Modal>
  );
}

function View({ stream }: { stream: MediaStream }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return <video ref={video} className={styles.view} autoPlay muted playsInline />;
}

function CameraProblem({ state, onAgain }: { state: CameraState; onAgain: () => void }) {
  const { t } = useTranslation('evidence');
  if (state === 'open' || state === 'opening') return null;
  return (
    <Notice
      tone="soon"
      action={
        <Button variant="default" size="compact-sm" onClick={onAgain}>
          {t('camera.again')}
        </Button>
      }
    >
      {t(`camera.${state}`)}
    </Notice>
  );
}
