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
import type { Evidence, EvidenceKind, FileRef } from '../../../shared/schema/evidence.ts';
import { AnnotatedImage } from './AnnotatedImage.tsx';
import styles from './EvidencePicture.module.css';
import { useEvidenceFiles } from './evidence-files.tsx';
import { ReadingPicture } from './ReadingPicture.tsx';

const glyphs: Readonly<Record<EvidenceKind, Icon>> = {
  photo: IconPhoto,
  video: IconVideo,
  sound: IconMicrophone,
  document: IconFileText,
  capture: IconWorldWww,
  reading: IconGauge,
};

/** The small picture of an original, or the sign of what it is; it fills its place. A colleague's is fetched once it is looked at. */
export function EvidencePicture({ evidence }: { evidence: Evidence }) {
  const { thumbnail, signed } = evidence;
  const { kind } = signed.record;
  const Glyph = glyphs[kind];
  const sign = (
    <span className={styles.sign}>
      <Glyph size={28} stroke={1.4} aria-hidden />
    </span>
  );
  if (kind === 'reading') return <ReadingPicture evidence={evidence} otherwise={sign} />;
  if (!thumbnail) return sign;
  return (
    <span className={styles.frame}>
      <Picture key={thumbnail.sha256} evidence={evidence} picture={thumbnail} otherwise={sign} />
      {kind !== 'photo' && (
        <span className={styles.mark}>
          <Glyph size={16} stroke={1.7} aria-hidden />
        </span>
      )}
    </span>
  );
}

interface PictureProps {
  evidence: Evidence;
  picture: FileRef;
  /** Shown while the picture is not here. */
  otherwise: React.ReactNode;
}

function Picture({ evidence, picture, otherwise }: PictureProps) {
  const { originals, fetches } = useEvidenceFiles();
  const [state, setState] = useState<'here' | 'asked' | 'fetched' | 'away'>('here');
  const fetch = () => {
    if (state !== 'here') return setState('away');
    setState('asked');
    fetches.fetch(evidence.id, 'picture', picture).then(
      () => setState('fetched'),
      () => setState('away'),
    );
  };
  if (state === 'asked' || state === 'away') return otherwise;
  const address = originals.addressOf(picture, 'image/jpeg');
  if (evidence.layers.length > 0)
    return <AnnotatedImage key={state} address={address} alt="" layers={evidence.layers} fit="cover" onError={fetch} />;
  return (
    <img
      key={state}
      className={styles.picture}
      data-kind={evidence.signed.record.kind}
      src={address}
      alt=""
      loading="lazy"
      decoding="async"
      onError={fetch}
    />
  );
}
