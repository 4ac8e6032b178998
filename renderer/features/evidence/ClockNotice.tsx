import { useTranslation } from 'react-i18next';
import { clockSetBacks } from '../../../shared/domain/evidence/chain.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './ClockNotice.module.css';

/** Says to whoever took the last piece of a chain that their clock was set back before it, while the next one can still be right. */
export function ClockNotice({ evidence }: { evidence: readonly Evidence[] }) {
  const { t } = useTranslation('evidenceTab');
  const person = usePerson();
  const format = useFormat();
  const own = evidence.map(({ signed }) => signed).filter(({ record }) => record.takenBy === person.id);
  const last = clockSetBacks(own).find(({ isLast }) => isLast);
  if (!last) return null;
  return (
    <div className={styles.notice}>
      <Notice tone="soon" title={t('clock.title')}>
        {t('clock.words', { at: format.dateTime(last.takenMs), before: format.dateTime(last.beforeMs) })}
      </Notice>
    </div>
  );
}
