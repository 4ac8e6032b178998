import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { Notice } from '../Notice.tsx';
import { CameraChoice } from './CameraChoice.tsx';
import styles from './CameraDialog.module.css';
import { Film } from './Film.tsx';
import { Shutter } from './Shutter.tsx';
import { type Camera, useCamera } from './use-camera.ts';

interface CameraDialogProps {
  caseId: string;
  ties: readonly string[];
  onClose: () => void;
  /** Called with each photograph, or with the video, once it is saved. */
  onTaken?: (evidence: Evidence) => void;
}

type Mode = 'photo' | 'video';

/** What the camera sees: photographs, each saved at once, or a video that is saved while it is filmed. */
export function CameraDialog({ caseId, ties, onClose, onTaken }: CameraDialogProps) {
  const { t } = useTranslation('evidence');
  const [mode, setMode] = useState<Mode>('photo');
  const [isFilming, setFilming] = useState(false);
  const camera = useCamera(mode);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('camera.title')}
      size="xl"
      closeOnClickOutside={!isFilming}
      closeOnEscape={!isFilming}
      withCloseButton={!isFilming}
    >
      <div className={styles.body}>
        <View camera={camera} />
        <CameraProblem camera={camera} />
        <div className={styles.foot}>
          <SegmentedControl
            aria-label={t('camera.mode')}
            value={mode}
            onChange={setMode}
            disabled={isFilming}
            data={[
              { value: 'photo', label: t('camera.photo') },
              { value: 'video', label: t('camera.video') },
            ]}
          />
          <CameraChoice camera={camera} disabled={isFilming} />
          {mode === 'photo' ? (
            <Shutter camera={camera} caseId={caseId} ties={ties} onClose={onClose} onTaken={onTaken} />
          ) : (
            <Film
              {...{ camera, caseId, ties, onClose }}
              onFilming={setFilming}
              onSaved={(evidence) => {
                onTaken?.(evidence);
                onClose();
              }}
            />
          )}
        </div>
      </div>
    </Modal>
  );
}

function View({ camera: { stream, state } }: { camera: Camera }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  if (state === 'opening') return <div className={styles.view} />;
  if (!stream || state === 'lost') return null;
  return <video ref={video} className={styles.view} autoPlay muted playsInline />;
}

function CameraProblem({ camera: { state, again } }: { camera: Camera }) {
  const { t } = useTranslation('evidence');
  if (state === 'open' || state === 'opening') return null;
  return (
    <Notice
      tone="soon"
      action={
        <Button variant="default" size="compact-sm" onClick={again}>
          {t('camera.again')}
        </Button>
      }
    >
      {t(`camera.${state}`)}
    </Notice>
  );
}
