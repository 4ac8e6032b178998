import { Button, Modal, Progress } from '@mantine/core';
import { IconDownload, IconFileExport } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { useEvidenceFiles } from '../../ui/evidence/evidence-files.tsx';
import { useEvidenceName } from '../../ui/evidence/use-evidence-name.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useOriginal } from './use-original.ts';
import { useTellCustody } from './use-tell-custody.ts';
import styles from './Viewer.module.css';

interface ViewerProps {
  evidence: Evidence;
  onClose: () => void;
}

/** The original over the whole window: a picture, or a recording that plays; fetched first where a colleague took it. */
export function Viewer({ evidence, onClose }: ViewerProps) {
  const { t: ui } = useTranslation('ui');
  const nameOf = useEvidenceName();
  const original = useOriginal(evidence);
  const tell = useTellCustody();
  const isHere = original.state === 'here';
  // Whoever opens it has looked at it, once.
  const told = useRef(false);
  useEffect(() => {
    if (isHere && !told.current) tell(evidence, 'viewed');
    told.current ||= isHere;
  }, [isHere, tell, evidence]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={nameOf(evidence)}
      fullScreen
      closeButtonProps={{ 'aria-label': ui('problem.dismiss') }}
    >
      <div className={styles.place}>
        {isHere ? <Shown evidence={evidence} /> : <Fetch evidence={evidence} original={original} />}
      </div>
      {isHere && <Export evidence={evidence} />}
    </Modal>
  );
}

function Shown({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation('evidenceTab');
  const { originals } = useEvidenceFiles();
  const nameOf = useEvidenceName();
  const [failed, setFailed] = useState(false);
  const { mediaType, sha256, sizeBytes } = evidence.signed.record;
  const address = originals.addressOf({ sha256, sizeBytes }, mediaType);
  const onError = () => setFailed(true);
  if (failed) return <ProblemNotice problem={{ code: 'evidence.damaged' }} />;
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

function Fetch({ evidence, original }: { evidence: Evidence; original: ReturnType<typeof useOriginal> }) {
  const { t } = useTranslation('evidenceTab');
  const format = useFormat();
  const { sizeBytes } = evidence.signed.record;
  const { state, share, problem } = original;
  if (state === 'unknown') return null;
  return (
    <div className={styles.fetch}>
      <p>{t('viewer.away', { size: format.size(sizeBytes) })}</p>
      {problem && <ProblemNotice tone="soon" problem={problem} />}
      {state === 'fetching' ? (
        <Progress value={share * 100} aria-label={t('viewer.fetching', { share: format.share(share) })} w={320} />
      ) : (
        <Button leftSection={<IconDownload size={18} stroke={1.7} aria-hidden />} onClick={original.fetch}>
          {t('viewer.fetch')}
        </Button>
      )}
    </div>
  );
}

function Export({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation('evidenceTab');
  const shell = useBridge();
  const notices = useNotices();
  const nameOf = useEvidenceName();
  const tell = useTellCustody();
  const { sha256, sizeBytes, fileName } = evidence.signed.record;
  const save = async () => {
    try {
      const suggestedName = (fileName || nameOf(evidence)).slice(-200);
      const path = await shell.call('evidence.export', { content: { sha256, sizeBytes }, suggestedName });
      if (!path) return;
      tell(evidence, 'exported');
      notices.done(t('viewer.exported'));
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  return (
    <div className={styles.foot}>
      <span className={styles.hint}>{t('viewer.exportHint')}</span>
      <Button variant="default" leftSection={<IconFileExport size={18} stroke={1.7} aria-hidden />} onClick={save}>
        {t('viewer.export')}
      </Button>
    </div>
  );
}
