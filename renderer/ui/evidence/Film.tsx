import { Button } from '@mantine/core';
import { IconPlayerRecordFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { Notice } from '../Notice.tsx';
import styles from './CameraDialog.module.css';
import type { Camera } from './use-camera.ts';
import { lengthOf, type Source, silence, useRecorder } from './use-recorder.ts';

interface FilmProps {
  camera: Camera;
  caseId: string;
  ties: readonly string[];
  onFilming: (isFilming: boolean) => void;
  onClose: () => void;
  onSaved: (evidence: Evidence) => void;
}

/** Films what the camera sees, with sound where there is a microphone; each second is on the disk once it is over. */
export function Film({ camera, caseId, ties, onFilming, onClose, onSaved }: FilmProps) {
  const { t } = useTranslation('evidence');
  const [isSilent, setSilent] = useState(false);
  const open = async (): Promise<Source> => {
    if (!camera.stream) throw new DOMException('no camera', 'NotFoundError');
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    setSilent(microphone === null);
    const stream = new MediaStream([...camera.stream.getVideoTracks(), ...(microphone?.getAudioTracks() ?? [])]);
    return { stream, close: () => microphone && silence(microphone) };
  };
  const { state, seconds, start, stop } = useRecorder({ caseId, ties, kind: 'video', open, onSaved });
  const isRunning = state === 'running' || state === 'saving';
  useEffect(() => {
    onFilming(isRunning);
    return () => onFilming(false);
  }, [isRunning, onFilming]);
  return (
    <>
      <span className={styles.told}>
        {isRunning ? (
          <>
            <span className={styles.clock}>{lengthOf(seconds)}</span> {t('video.running')}
          </>
        ) : (
          t('video.hint')
        )}
      </span>
      {isRunning ? (
        <Button
          data-autofocus
          leftSection={<IconPlayerStopFilled size={18} aria-hidden />}
          onClick={stop}
          loading={state === 'saving'}
        >
          {t('video.stop')}
        </Button>
      ) : (
        <>
          <Button variant="default" onClick={onClose}>
            {t('camera.close')}
          </Button>
          <Button
            leftSection={<IconPlayerRecordFilled size={18} aria-hidden />}
            onClick={start}
            disabled={camera.state !== 'open'}
            loading={state === 'opening'}
          >
            {t('video.start')}
          </Button>
        </>
      )}
      {isSilent && isRunning && (
        <div className={styles.whole}>
          <Notice tone="info">{t('video.silent')}</Notice>
        </div>
      )}
      {(state === 'missing' || state === 'refused') && (
        <div className={styles.whole}>
          <Notice tone="soon">{t('video.failed')}</Notice>
        </div>
      )}
    </>
  );
}
