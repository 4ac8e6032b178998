import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { evidenceOf, type Tie, tieId } from '../../../shared/domain/evidence/ties.ts';
import { useCaseFile } from '../case/case-file.tsx';
import { paths } from '../paths.ts';
import { AddEvidence } from './AddEvidence.tsx';
import { DropArea } from './DropArea.tsx';
import { type EvidenceDialog, EvidenceDialogs } from './EvidenceDialogs.tsx';
import { EvidencePicture } from './EvidencePicture.tsx';
import styles from './EvidenceStrip.module.css';
import { useAddEvidence } from './use-add-evidence.ts';
import { useEvidenceName } from './use-evidence-name.ts';

interface EvidenceStripProps {
  /** What it shows; what is added here is tied to the first. */
  ties: readonly [Tie, ...Tie[]];
}

/** Pictures drawn at once. */
const mostShown = 12;

/** The evidence of a finding or an item, and the ways to add to it; files can be dropped and pasted here. */
export function EvidenceStrip({ ties }: EvidenceStripProps) {
  const { t } = useTranslation('evidence');
  const { inspectionCase, evidence, mayEdit } = useCaseFile();
  const nameOf = useEvidenceName();
  const [dialog, setDialog] = useState<EvidenceDialog | null>(null);
  const added = [tieId(ties[0])];
  const add = useAddEvidence(inspectionCase.id, added);
  const own = evidenceOf(evidence, ties);
  if (own.length === 0 && !mayEdit) return null;
  return (
    <DropArea onFiles={mayEdit ? add : null}>
      <section aria-label={t('strip.label')} className={styles.strip}>
        {own.slice(0, mostShown).map((each) => (
          <Link
            key={each.id}
            to={paths.case(inspectionCase.id, 'evidence', { evidence: each.id })}
            className={styles.picture}
            aria-label={nameOf(each)}
            title={nameOf(each)}
          >
            <EvidencePicture evidence={each} />
          </Link>
        ))}
        {own.length > mostShown && (
          <Link to={paths.case(inspectionCase.id, 'evidence')} className={styles.more}>
            {t('strip.more', { count: own.length })}
          </Link>
        )}
        {mayEdit && <AddEvidence onFiles={add} onOpen={setDialog} />}
        <EvidenceDialogs caseId={inspectionCase.id} ties={added} open={dialog} onClose={() => setDialog(null)} />
      </section>
    </DropArea>
  );
}
