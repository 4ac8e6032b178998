import { Button, Modal, Progress } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useEvidenceName } from '../../ui/evidence/use-evidence-name.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { ExportOriginal } from './ExportOriginal.tsx';
import { Shown } from './Shown.tsx';
import { type OriginalState, useOriginal } from './use-original.ts';
import { useTellCustody } from './use-tell-custody.ts';
import styles from './Viewer.module.css';

interface ViewerProps {
  evidence: Evidence;
  onClose: () => void;
}

/** The original over the whole window; fetched first where a colleague took it. */
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
        {isHere ? <Shown evidence={evidence} original={original} /> : <Fetch evidence={evidence} original={original} />}
      </div>
      {isHere && <ExportOriginal evidence={evidence} />}
    </Modal>
  );
}

function Fetch({ evidence, original }: { evidence: Evidence; original: OriginalState }) {
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
