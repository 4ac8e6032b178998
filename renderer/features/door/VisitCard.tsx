import { Button } from '@mantine/core';
import { IconDoorExit } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countLines, type DoorList } from '../../../shared/domain/door/door-list.ts';
import { isParty } from '../../../shared/domain/permission/permission.ts';
import { missingFor } from '../../../shared/domain/workflow/moves.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { EndVisit } from './EndVisit.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { useEndMove } from './use-end-move.ts';
import { useVisitFacts } from './use-visit-facts.ts';
import styles from './VisitCard.module.css';

/** How the visit stands, and the two ways to end it: with everything done, or with a reason. */
export function VisitCard({ list }: { list: DoorList }) {
  const { t } = useTranslation('door');
  const { inspectionCase, facts: caseFacts } = useCaseFile();
  const end = useEndMove();
  const mayEnd = end !== null && missingFor(end, caseFacts).length === 0;
  const person = usePerson();
  const format = useFormat();
  const facts = useVisitFacts();
  const [isLeaving, setLeaving] = useState(false);
  const left = countLines(list.must);
  const progress = t('card.progress', { done: format.number(list.done), all: format.number(list.all) });
  return (
    <aside className={styles.side} aria-label={t('card.title')}>
      <div className={styles.card}>
        <h2 className={styles.title}>{t('card.title')}</h2>
        <dl className={styles.facts}>
          {facts.map(({ label, value }) => (
            <div key={label} className={styles.fact}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <div>
          <progress className={styles.bar} value={list.done} max={Math.max(list.all, 1)} aria-label={progress} />
          <p className={styles.progress}>{progress}</p>
        </div>
        <EndVisit left={left} />
      </div>
      {left > 0 && isParty(person, inspectionCase) && (
        <div className={styles.leave}>
          <Button
            variant="subtle"
            leftSection={<IconDoorExit size={18} stroke={1.7} aria-hidden />}
            onClick={() => setLeaving(true)}
            aria-haspopup="dialog"
          >
            {t('leave.action')}
          </Button>
          <p className={styles.note}>{t('leave.note')}</p>
        </div>
      )}
      {isLeaving && <LeaveDialog list={list} end={mayEnd ? end : null} onClose={() => setLeaving(false)} />}
    </aside>
  );
}
