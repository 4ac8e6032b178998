import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OriginalCheck } from '../../../shared/bridge/contract.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { useEvidenceFiles } from '../../ui/evidence/evidence-files.tsx';
import { useEvidenceName } from '../../ui/evidence/use-evidence-name.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { CapturedPageFacts } from './CapturedPageFacts.tsx';
import { ReadingFacts } from './ReadingFacts.tsx';
import { ShownPdf } from './ShownPdf.tsx';
import { ShownPicture } from './ShownPicture.tsx';
import { ShownRecording } from './ShownRecording.tsx';
import { ShownText } from './ShownText.tsx';
import type { OriginalState } from './use-original.ts';
import styles from './Viewer.module.css';
import { wayToShow } from './way-to-show.ts';

interface ShownProps {
  evidence: Evidence;
  original: OriginalState;
}

/** An original that is on this laptop, in the way that its content asks for. */
export function Shown({ evidence, original }: ShownProps) {
  const { t } = useTranslation('evidenceTab');
  const { originals } = useEvidenceFiles();
  const nameOf = useEvidenceName();
  const [failed, setFailed] = useState(false);
  const onError = useCallback(() => setFailed(true), []);
  const { mediaType, sha256, sizeBytes } = evidence.signed.record;
  const about = { address: originals.addressOf({ sha256, sizeBytes }, mediaType), name: nameOf(evidence) };
  const failedWith = (words: string) => <Failed evidence={evidence} original={original} words={words} />;
  if (failed) return failedWith(t('viewer.unreadable'));
  switch (wayToShow(evidence)) {
    case 'picture':
      return <ShownPicture {...about} evidence={evidence} onError={onError} />;
    case 'video':
      return <ShownRecording {...about} isSound={false} onError={onError} />;
    case 'sound':
      return <ShownRecording {...about} isSound onError={onError} />;
    case 'pdf':
      return <ShownPdf {...about} sizeBytes={sizeBytes} broken={failedWith(t('viewer.pdf.broken'))} />;
    case 'text':
      return <ShownText {...about} sizeBytes={sizeBytes} onError={onError} />;
    case 'reading':
      return (
        <div className={styles.facts}>
          <ReadingFacts evidence={evidence} />
        </div>
      );
    case 'pageFacts':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keys
        <section className={styles.facts} aria-label={about.name} tabIndex={0}>
          <CapturedPageFacts evidence={evidence} withAll />
        </section>
      );
    case 'unreadable':
      return <Notice tone="info">{t('viewer.unreadable')}</Notice>;
    case 'none':
      return <Notice tone="info">{t('viewer.notShown')}</Notice>;
  }
}

interface FailedProps extends ShownProps {
  /** Of one that is as it was taken in. */
  words: string;
}

/** Why it is not shown: it is not as it was taken in, or it was like that from the beginning. */
function Failed({ evidence, original, words }: FailedProps) {
  const { t } = useTranslation('evidenceTab');
  const shell = useBridge();
  const [state, setState] = useState<OriginalCheck['original'] | null>(null);
  useEffect(() => {
    let isGone = false;
    shell.call('evidence.check', evidence.signed).then(
      (check) => isGone || setState(check.original),
      () => isGone || setState('damaged'),
    );
    return () => {
      isGone = true;
    };
  }, [shell, evidence.signed]);
  if (state === null) return null;
  if (state === 'whole') return <Notice tone="info">{words}</Notice>;
  const fetchAnew = (
    <Button size="compact-sm" variant="default" onClick={original.fetchAnew}>
      {t('viewer.fetchAnew')}
    </Button>
  );
  return (
    <div className={styles.failed}>
      <ProblemNotice problem={{ code: 'evidence.damaged' }} action={fetchAnew} />
      {original.problem && <ProblemNotice tone="soon" problem={original.problem} />}
    </div>
  );
}
