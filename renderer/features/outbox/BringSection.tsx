import { Button, Progress } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../shared/problem/problem.ts';
import type { BringingState } from '../../data/bundles/bringing.ts';
import { useEvidenceFiles } from '../../ui/evidence/evidence-files.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useLive } from '../../ui/use-documents.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useProblemText } from '../../ui/use-problem-text.ts';
import styles from './BringSection.module.css';
import { BroughtNotices } from './BroughtNotices.tsx';

const none: BringingState = { kind: 'none' };

/** Brings a file to the server that a colleague without a network has sealed for it: nobody who carries it can read it. */
export function BringSection() {
  const { t } = useTranslation('outbox');
  const { bringing } = useEvidenceFiles();
  const state = useLive(bringing.state$, none).value;
  const isMoving = 'done' in state;
  const isWaiting = state.kind === 'waiting';
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
          onClick={() => bringing.start()}
          loading={isMoving || state.kind === 'choosing'}
        >
          {t(isWaiting ? 'bring.goOn' : 'bring.action')}
        </Button>
        {(isMoving || isWaiting) && (
          <Button variant="subtle" color="gray" onClick={() => bringing.stop()}>
            {t('bring.stop')}
          </Button>
        )}
        {isMoving && <Moving state={state} />}
      </div>
      {isMoving && <Progress value={(state.done / state.all) * 100} aria-label={t('bring.action')} />}
      {isWaiting && <Waiting problem={state.problem} />}
      {(isMoving || isWaiting) && <p className={styles.words}>{t('bring.keep')}</p>}
      {state.kind === 'failed' && <ProblemNotice problem={state.problem} />}
      {state.kind === 'brought' && <BroughtNotices reply={state.reply} />}
    </section>
  );
}

/** It goes on by itself, which what is said of a problem elsewhere does not tell. */
function Waiting({ problem }: { problem: Problem }) {
  const { t } = useTranslation('outbox');
  return (
    <Notice tone="soon" title={useProblemText(problem).what}>
      {t('bring.waiting')}
    </Notice>
  );
}

function Moving({ state: { kind, done, all } }: { state: Extract<BringingState, { done: number }> }) {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  return (
    <span className={styles.words} role="status">
      {t(`bring.${kind}`, { done: format.size(done), all: format.size(all) })}
    </span>
  );
}
