import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ProblemCode } from '../../../shared/problem/catalogue.ts';
import type { Problem } from '../../../shared/problem/problem.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { paths } from '../../ui/paths.ts';
import { useProblemText } from '../../ui/use-problem-text.ts';
import { needsPassword } from './laptops.ts';
import styles from './ReportLost.module.css';

/** The catalogue's words for these are about work that is saved and sent later: a list is neither. */
const unheard: readonly ProblemCode[] = ['server.away', 'server.failed', 'internal'];

interface LaptopsProblemProps {
  problem: Problem;
  /** A list of an earlier visit stands below. */
  isStale: boolean;
  onRetry: () => void;
}

/** Why the list can't be asked for, and the way on. */
export function LaptopsProblem({ problem, isStale, onRetry }: LaptopsProblemProps) {
  const { t } = useTranslation('devices');
  const { t: ui } = useTranslation('ui');
  const { what } = useProblemText(problem);
  if (needsPassword(problem)) {
    return (
      <Notice
        tone="soon"
        title={t('expired.title')}
        action={
          <Button component={Link} to={paths.outbox} size="compact-sm" variant="default">
            {t('expired.open')}
          </Button>
        }
      >
        {t('expired.body')}
      </Notice>
    );
  }
  if (!unheard.includes(problem.code)) return <ProblemNotice tone="soon" problem={problem} onRetry={onRetry} />;
  return (
    <Notice
      tone="info"
      title={what}
      action={
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {t('away.retry')}
        </Button>
      }
    >
      {t(isStale ? 'away.stale' : 'away.body')}{' '}
      {problem.code !== 'server.away' && (
        <span className={styles.code}>{ui('problem.details', { code: problem.code })}</span>
      )}
    </Notice>
  );
}
