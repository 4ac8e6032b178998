import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogue } from '../../shared/problem/catalogue.ts';
import type { Problem } from '../../shared/problem/problem.ts';
import { Notice } from './Notice.tsx';
import styles from './ProblemNotice.module.css';
import { useProblemText } from './use-problem-text.ts';

interface ProblemNoticeProps {
  problem: Problem;
  /** Shown as "try again" where trying again may help. */
  onRetry?: (() => void) | undefined;
  /** A better way on than trying again. */
  action?: ReactNode;
  tone?: 'soon' | 'late';
}

/** A problem as sentences: what happened, what it means, what to do; its code in small print. */
export function ProblemNotice({ problem, onRetry, action, tone = 'late' }: ProblemNoticeProps) {
  const { t } = useTranslation('ui');
  const text = useProblemText(problem);
  const retry = onRetry && catalogue[problem.code].retry && (
    <Button size="compact-sm" variant="default" onClick={onRetry}>
      {t('problem.retry')}
    </Button>
  );
  return (
    <Notice tone={tone} title={text.what} action={action ?? retry}>
      {text.meaning} {text.todo} <span className={styles.code}>{t('problem.details', { code: problem.code })}</span>
    </Notice>
  );
}
