import { Button, Progress } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import type { BroughtReply } from '../../../shared/protocol/brought-files.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { bringToServer } from '../../data/bundles/bring-to-server.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './BringSection.module.css';

/** Brings a file to the server that a colleague without a network has sealed for it: nobody who carries it can read it. */
export function BringSection() {
  const { t } = useTranslation('outbox');
  const shell = useBridge();
  const format = useFormat();
  const [isBusy, setBusy] = useState(false);
  const [progress, setProgress] = useState<readonly [number, number] | null>(null);
  const [reply, setReply] = useState<BroughtReply | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const bring = async () => {
    setBusy(true);
    setProblem(null);
    setReply(null);
    try {
      setReply(await bringToServer(shell, (sent, all) => setProgress([sent, all])));
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      setBusy(false);
      setProgress(null);
    }
  };
  const [sent, all] = progress ?? [0, 1];
  return (
    <section className={styles.section}>
      <div>
        <SectionHeading title={t('bring.title')} />
        <p className={styles.words}>{t('bring.words')}</p>
      </div>
      <div className={styles.actions}>
        <Button
          variant="default"
          leftSection={<IconFileUpload size={18} stroke={1.7} aria-hidden />}
          onClick={bring}
          loading={isBusy}
        >
          {t('bring.action')}
        </Button>
        {progress && (
          <span className={styles.words}>
            {sent < all ? t('bring.progress', { sent: format.size(sent), all: format.size(all) }) : t('bring.opening')}
          </span>
        )}
      </div>
      {progress && <Progress value={(sent / all) * 100} aria-label={t('bring.action')} />}
      {problem && <ProblemNotice problem={problem} onRetry={bring} />}
      {reply && <Brought reply={reply} />}
    </section>
  );
}

function Brought({ reply: { bundles, leftOut, originals } }: { reply: BroughtReply }) {
  const { t } = useTranslation('outbox');
  const documents = bundles.reduce((sum, bundle) => sum + bundle.documents, 0);
  const refused = bundles.reduce((sum, bundle) => sum + bundle.refused.length, 0);
  // Of many that are wrong in one way it is said once.
  const faults = [...new Map(leftOut.map((each) => [each.code, each])).values()];
  return (
    <>
      {(documents + originals > 0 || refused === 0) && (
        <Notice tone="done" title={t('bring.done')}>
          {documents + originals === 0 && t('bring.nothing')}
          {documents > 0 && `${t('bring.documents', { count: documents })} `}
          {originals > 0 && t('bring.originals', { count: originals })}
        </Notice>
      )}
      {refused > 0 && <Notice tone="soon">{t('bring.refused', { count: refused })}</Notice>}
      {faults.map((each) => (
        <ProblemNotice key={each.code} problem={each} tone="soon" />
      ))}
    </>
  );
}
