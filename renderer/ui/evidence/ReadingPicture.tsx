import type { ReactNode } from 'react';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import styles from './ReadingPicture.module.css';
import { useReading, useReadingWords } from './use-reading.ts';

interface ReadingPictureProps {
  evidence: Evidence;
  /** Shown while the reading is not here. */
  otherwise: ReactNode;
}

/** What was read from a device, in the place of a picture. */
export function ReadingPicture({ evidence, otherwise }: ReadingPictureProps) {
  const reading = useReading(evidence);
  const words = useReadingWords();
  if (!reading) return otherwise;
  return (
    <span className={styles.frame}>
      <span className={styles.value}>{words(reading)}</span>
      <span className={styles.what}>{reading.what}</span>
    </span>
  );
}
