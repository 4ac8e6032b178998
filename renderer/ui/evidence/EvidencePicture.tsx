import {
  type Icon,
  IconFileText,
  IconGauge,
  IconMicrophone,
  IconPhoto,
  IconVideo,
  IconWorldWww,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Evidence, EvidenceKind } from '../../../shared/schema/evidence.ts';
import { useEvidenceFiles } from '../../app/evidence-files.tsx';
import styles from './EvidencePicture.module.css';

const glyphs: Readonly<Record<EvidenceKind, Icon>> = {
  photo: IconPhoto,
  video: IconVideo,
  sound: IconMicrophone,
  document: IconFileText,
  capture: IconWorldWww,
  reading: IconGauge,
};

/** The small picture of an original, or the sign of what it is; it fills its place. */
export function EvidencePicture({ evidence }: { evidence: Evidence }) {
  const { originals } = useEvidenceFiles();
  const [failed, setFailed] = useState('');
  const { thumbnail, signed } = evidence;
  const { kind } = signed.record;
  const Glyph = glyphs[kind];
  if (!thumbnail || failed === thumbnail.sha256) {
    return (
      <span className={styles.sign}>
        <Glyph size={28} stroke={1.4} aria-hidden />
      </span>
    );
  }
  return (
    <span className={styles.frame}>
      <img
        className={styles.picture}
        src={originals.addressOf(thumbnail, 'image/jpeg')}
        alt=""
        loading="lazy"
        decoding="async"
        onError={() => setFailed(thumbnail.sha256)}
      />
      {kind !== 'photo' && (
        <span className={styles.mark}>
          <Glyph size={16} stroke={1.7} aria-hidden />
        </span>
      )}
    </span>
  );
}
