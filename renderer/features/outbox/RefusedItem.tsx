import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNow } from '../../app/use-today.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import type { OutboxItem } from '../../data/workspace.ts';
import { useNotices } from '../../ui/notices.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useProblemText } from '../../ui/use-problem-text.ts';
import { itemPath } from './item-path.ts';
import styles from './RefusedItem.module.css';
import { useItemWords } from './use-item-words.ts';
import { useResend } from './use-resend.ts';
import { useSaveFile } from './use-save-file.ts';

interface RefusedItemProps {
  item: OutboxItem;
  /** The first one's main action is the screen's one filled button. */
  filled: boolean;
}

/** One refused document in three short columns, with the ways on. */
export function RefusedItem({ item, filled }: RefusedItemProps) {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  const now = useNow();
  const workspace = useWorkspace();
  const save = useSaveFile();
  const notices = useNotices();
  const resend = useResend();
  const { title, caseName } = useItemWords(item);
  const problem = item.problem ?? { code: 'internal' as const };
  const text = useProblemText(problem);
  const path = itemPath(item);
  const facts = [caseName, format.size(item.sizeBytes), t('refused.at', { when: format.moment(item.since, now) })];

  const [givingUp, setGivingUp] = useState(false);
  const exportItem = () => save(`minh-tra-${item.collection}`, () => workspace.sync.exportOutbox(item));
  const giveUp = async () => {
    setGivingUp(true);
    try {
      // Nothing of a person's work is given up that is not in a file first.
      if (!(await exportItem())) return;
      await workspace.sync.giveUp(item);
      notices.done(t('refused.givenUp'));
    } catch (thrown) {
      notices.problem(thrown);
    } finally {
      setGivingUp(false);
    }
  };

  return (
    <article className={styles.item} aria-label={title}>
      <IconAlertTriangle size={20} stroke={1.7} aria-hidden className={styles.sign} />
      <div className={styles.body}>
        <h3 className={styles.title}>
          {title} <span className={styles.facts}>{facts.filter(Boolean).join(' · ')}</span>
        </h3>
        <dl className={styles.columns}>
          <div>
            <dt>{t('refused.what')}</dt>
            <dd>{text.what}</dd>
          </div>
          <div>
            <dt>{t('refused.meaning')}</dt>
            <dd>{text.meaning}</dd>
          </div>
          <div>
            <dt>{t('refused.todo')}</dt>
            <dd>{text.todo}</dd>
          </div>
        </dl>
        <div className={styles.actions}>
          {path && (
            <Button component={Link} to={path} variant={filled ? 'filled' : 'default'}>
              {t('refused.open')}
            </Button>
          )}
          <Button variant={filled && !path ? 'filled' : 'default'} onClick={() => resend(item)}>
            {t('refused.retry')}
          </Button>
          <Button variant="subtle" onClick={exportItem}>
            {t('refused.export')}
          </Button>
          <Button variant="subtle" onClick={giveUp} loading={givingUp}>
            {t('refused.giveUp')}
          </Button>
          <span className={styles.code}>{t('refused.code', { code: problem.code })}</span>
        </div>
      </div>
    </article>
  );
}
