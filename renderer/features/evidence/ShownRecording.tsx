import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Viewer.module.css';

interface ShownRecordingProps {
  address: string;
  isSound: boolean;
  name: string;
  onError: () => void;
}

/** Farther than any recording goes. */
const beyondSeconds = 1e7;

/** A video or sound, read from the sealed original as it plays. */
export function ShownRecording({ address, isSound, name, onError }: ShownRecordingProps) {
  const { t } = useTranslation('evidenceTab');
  const [length, setLength] = useState<'unknown' | 'sought' | 'known'>('unknown');
  /** What was saved while it was recorded does not say how long it is: its end has to be looked for once. */
  const measure = ({ currentTarget: media }: SyntheticEvent<HTMLMediaElement>) => {
    if (Number.isFinite(media.duration) || length !== 'unknown') return;
    setLength('sought');
    const fromBeginning = () => {
      media.currentTime = 0;
      setLength('known');
    };
    media.addEventListener('durationchange', fromBeginning, { once: true });
    media.currentTime = beyondSeconds;
  };
  const common = { src: address, controls: true, preload: 'metadata', 'aria-label': name, onError } as const;
  return (
    <div className={styles.recording}>
      {isSound ? (
        <audio {...common} onLoadedMetadata={measure} className={styles.sound} />
      ) : (
        <video {...common} onLoadedMetadata={measure} className={styles.shown} />
      )}
      {length === 'sought' && (
        <p className={styles.hint} role="status">
          {t('viewer.measuring')}
        </p>
      )}
    </div>
  );
}
