import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useEvidenceFiles } from '../../app/evidence-files.tsx';
import { useEvidenceName } from '../../ui/evidence/use-evidence-name.ts';
import { Notice } from '../../ui/Notice.tsx';
import styles from './Viewer.module.css';

interface ViewerProps {
  evidence: Evidence;
  onClose: () => void;
}

/** The original over the whole window: a picture, or a recording that plays. */
export function Viewer({ evidence, onClose }: ViewerProps) {
  const nameOf = useEvidenceName();
  return (
    <Modal opened onClose={onClose} title={nameOf(evidence)} fullScreen>
      <div className={styles.place}>
        <Original evidence={evidence} />
      </div>
    </Modal>
  );
}

function Original({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation('evidenceTab');
  const { originals } = useEvidenceFiles();
  const nameOf = useEvidenceName();
  const [failed, setFailed] = useState(false);
  const { mediaType, sha256, sizeBytes } = evidence.signed.record;
  const address = originals.addressOf({ sha256, sizeBytes }, mediaType);
  const onError = () => setFailed(true);
  if (failed) return <Notice tone="info">{t('viewer.away')}</Notice>;
  // What a small picture could not be made of may claim more pixels than memory holds.
  if (mediaType.startsWith('image/') && evidence.thumbnail)
    return <img className={styles.shown} src={address} alt={nameOf(evidence)} onError={onError} />;
  if (mediaType.startsWith('video/'))
    // biome-ignore lint/a11y/useMediaCaption: evidence has no words beside what it holds
    return <video className={styles.shown} src={address} controls onError={onError} />;
  if (mediaType.startsWith('audio/'))
    // biome-ignore lint/a11y/useMediaCaption: evidence has no words beside what it holds
    return <audio src={address} controls onError={onError} />;
  return <Notice tone="info">{t('viewer.notShown')}</Notice>;
}
