import { useCallbackRef } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { AddEvidence } from '../../ui/evidence/AddEvidence.tsx';
import { DropArea } from '../../ui/evidence/DropArea.tsx';
import { type EvidenceDialog, EvidenceDialogs } from '../../ui/evidence/EvidenceDialogs.tsx';
import { useAddEvidence } from '../../ui/evidence/use-add-evidence.ts';
import { useShortcuts } from '../../ui/use-shortcuts.tsx';
import { CaseEvidenceActions } from './CaseEvidenceActions.tsx';
import { ClockNotice } from './ClockNotice.tsx';
import { EvidenceDetail } from './EvidenceDetail.tsx';
import { EvidenceFilters } from './EvidenceFilters.tsx';
import { EvidenceGrid } from './EvidenceGrid.tsx';
import styles from './EvidenceTab.module.css';
import { type EvidenceFilter, filtered } from './filter.ts';
import { useOpenCapture } from './use-open-capture.ts';

const noTies: readonly string[] = [];

/** The evidence of a case: pictures of all of it, and what is known of the one that is open. */
export function EvidenceTab() {
  const { t } = useTranslation('evidenceTab');
  const { inspectionCase, evidence, mayEdit } = useCaseFile();
  const [query, setQuery] = useSearchParams();
  const [dialog, setDialog] = useState<EvidenceDialog | null>(null);
  const [filter, setFilter] = useState<EvidenceFilter>('all');
  const add = useAddEvidence(inspectionCase.id, noTies);
  const openCapture = useOpenCapture(noTies);
  const open = evidence.find(({ id }) => id === query.get('evidence')) ?? null;
  const shown = filtered(evidence, filter);
  const choose = useCallbackRef((id: string | null) =>
    setQuery(id === null ? {} : { evidence: id }, { replace: true }),
  );
  const step = (by: 1 | -1) => {
    const next = shown[open ? shown.indexOf(open) + by : 0];
    if (next) choose(next.id);
  };
  useShortcuts(t('keys.title'), [
    { keys: 'j', label: t('detail.next'), run: () => step(1) },
    { keys: 'k', label: t('detail.previous'), run: () => step(-1) },
  ]);
  const ways = mayEdit && <AddEvidence onFiles={add} onOpen={setDialog} onPage={openCapture} withSound />;
  return (
    <DropArea onFiles={mayEdit ? add : null} fills>
      {evidence.length === 0 ? (
        <EmptyState title={t('empty.title')} actions={ways}>
          {t(mayEdit ? 'empty.words' : 'empty.readOnly')}
        </EmptyState>
      ) : (
        <div className={styles.tab}>
          <div className={styles.main}>
            <div className={styles.head}>
              <EvidenceFilters all={evidence} filter={filter} onChange={setFilter} />
              <div className={styles.ways}>
                <CaseEvidenceActions evidence={evidence} />
                {ways}
              </div>
            </div>
            <ClockNotice evidence={evidence} />
            {shown.length > 0 ? (
              <EvidenceGrid evidence={shown} openId={open?.id ?? ''} onOpen={choose} />
            ) : (
              <p className={styles.nothing}>{t('nothing')}</p>
            )}
          </div>
          {open && <EvidenceDetail key={open.id} evidence={open} onClose={() => choose(null)} />}
        </div>
      )}
      <EvidenceDialogs caseId={inspectionCase.id} ties={noTies} open={dialog} onClose={() => setDialog(null)} />
    </DropArea>
  );
}
