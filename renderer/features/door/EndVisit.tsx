import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { missingFor } from '../../../shared/domain/workflow/moves.ts';
import { MoveQuestion } from '../../app/MoveQuestion.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useLanguage } from '../../ui/use-format.ts';
import { useEndMove } from './use-end-move.ts';
import styles from './VisitCard.module.css';

/** Ends the visit once everything is done that can be done here alone; the leader's step, as the procedure has it. */
export function EndVisit({ left }: { left: number }) {
  const { t } = useTranslation('door');
  const language = useLanguage();
  const { inspectionCase, facts } = useCaseFile();
  const [isAsked, setAsked] = useState(false);
  const end = useEndMove();
  if (!end) {
    const leader = inspectionCase.team.find(({ role }) => role === 'leader')?.name ?? '';
    return <p className={styles.hint}>{t('end.byLeader', { leader })}</p>;
  }
  const missing = missingFor(end, facts).map(({ words }) => words[language]);
  const isOpen = left === 0 && missing.length === 0;
  const why = left > 0 ? t('end.opens', { count: left }) : missing.join('. ');
  return (
    <>
      <Button size="lg" disabled={!isOpen} onClick={() => setAsked(true)} aria-haspopup="dialog">
        {t('end.action')}
      </Button>
      {!isOpen && <p className={styles.hint}>{why}</p>}
      {isAsked && <MoveQuestion caseId={inspectionCase.id} edge={end} onClose={() => setAsked(false)} />}
    </>
  );
}
