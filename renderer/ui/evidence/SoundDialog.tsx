import { Button, Modal } from '@mantine/core';
import { IconMicrophone, IconPlayerStopFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { Notice } from '../Notice.tsx';
import styles from './SoundDialog.module.css';
import { lengthOf, type Source, silence, useRecorder } from './use-recorder.ts';

interface SoundDialogProps {
  caseId: string;
  ties: readonly string[];
  onClose: () => void;
  /** Called with what was recorded once it is saved. */
  onSaved?: (evidence: Evidence) => void;
}

async function openMicrophone(): Promise<Source> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  return { stream, close: () => silence(stream) };
}

/** Records sound as evidence; what is recorded is on the disk second by second. */
export function SoundDialog({ caseId, ties, onClose, onSaved }: SoundDialogProps) {
  const { t } = useTranslation('evidence');
  const saved = (evidence: Evidence) => {
    onSaved?.(evidence);
    onClose();
  };
  const recorder = useRecorder({ caseId, ties, kind: 'sound', open: openMicrophone, onSaved: saved });
  const { state, seconds } = recorder;
  const isRunning = state === 'running' || state === 'saving';
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('sound.title')}
      closeOnClickOutside={!isRunning}
      closeOnEscape={!isRunning}
      withCloseButton={!isRunning}
    >
      <div className={styles.body}>
        <p className={styles.clock} aria-live="off" data-running={isRunning || undefined}>
          {lengthOf(seconds)}
        </p>
        <p className={styles.hint}>{isRunning ? t('sound.running') : t('sound.hint')}</p>
        {(state === 'missing' || state === 'refused') && <Notice tone="soon">{t(`sound.${state}`)}</Notice>}
        <div className={styles.foot}>
          {isRunning ? (
            <Button
              data-autofocus
              leftSection={<IconPlayerStopFilled size={18} aria-hidden />}
              onClick={recorder.stop}
              loading={state === 'saving'}
            >
              {t('sound.stop')}
            </Button>
          ) : (
            <>
              <Button variant="default" onClick={onClose}>
                {t('sound.cancel')}
              </Button>
              <Button
                data-autofocus
                leftSection={<IconMicrophone size={18} stroke={1.7} aria-hidden />}
                onClick={recorder.start}
                loading={state === 'opening'}
              >
                {t('sound.start')}
              </Button>
            </>
          )}
        </div>
      </div>
    </Modal>
  );
}
