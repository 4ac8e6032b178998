import { Button, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentNumber } from '../../../shared/domain/document/number.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import type { BookEntry } from '../../../shared/protocol/numbers.ts';
import { useToday } from '../../app/use-today.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { RowsSkeleton } from '../../ui/RowsSkeleton.tsx';
import styles from './NumberBook.module.css';

/** The way to the unit's book of official numbers: what was used, what is on which laptop, and every gap with its reason. */
export function NumberBook() {
  const { t } = useTranslation('settings');
  const { t: ui } = useTranslation('ui');
  const year = Number(useToday().slice(0, 4));
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" onClick={() => setOpen(true)} aria-haspopup="dialog">
        {t('numbers.book')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('numbers.bookTitle', { year })}
        size={760}
        closeButtonProps={{ 'aria-label': ui('problem.dismiss') }}
      >
        {isOpen && <Entries year={year} />}
      </Modal>
    </>
  );
}

function Entries({ year }: { year: number }) {
  const { t } = useTranslation('settings');
  const workspace = useWorkspace();
  const [entries, setEntries] = useState<readonly BookEntry[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    workspace.numberBook(year, asking.signal).then(setEntries, (thrown: unknown) => {
      if (!asking.signal.aborted) setProblem(problemOf(thrown));
    });
    return () => asking.abort();
  }, [workspace, year]);
  if (problem) return <ProblemNotice problem={problem} />;
  if (!entries) return <RowsSkeleton rows={6} height={40} />;
  if (entries.length === 0) return <p>{t('numbers.bookEmpty')}</p>;
  return (
    <table className={styles.book}>
      <tbody>
        {entries.map(({ symbol, first, last, state, reason, person }) => (
          <tr key={`${symbol} ${first}`}>
            <th scope="row">
              {documentNumber(first, symbol)}
              {last > first && ` – ${documentNumber(last, symbol)}`}
            </th>
            <td>{t(`numbers.state.${state}`)}</td>
            <td>{reason || (state === 'lost' ? t('numbers.lostReason') : '')}</td>
            <td>{person}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
