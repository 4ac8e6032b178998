import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReturnedPages, returnedPages } from '../../../shared/domain/document/returned-pages.ts';
import { tieId } from '../../../shared/domain/evidence/ties.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { AddEvidence } from '../../ui/evidence/AddEvidence.tsx';
import { DropArea } from '../../ui/evidence/DropArea.tsx';
import { type EvidenceDialog, EvidenceDialogs } from '../../ui/evidence/EvidenceDialogs.tsx';
import { EvidencePicture } from '../../ui/evidence/EvidencePicture.tsx';
import { useAddEvidence } from '../../ui/evidence/use-add-evidence.ts';
import { useEvidenceName } from '../../ui/evidence/use-evidence-name.ts';
import { useDocumentFile } from './document-file.tsx';
import { PageDialog, type ShownPage } from './PageDialog.tsx';
import { PageFaults } from './PageFaults.tsx';
import styles from './PagesPart.module.css';
import { UnreadPage } from './UnreadPage.tsx';
import { useReadPages } from './use-read-pages.ts';

/** The printed pages that came back signed: which are here, which are missing, and which are not of this text. */
export function PagesPart() {
  const { t } = useTranslation('documents');
  const { inspectionCase, evidence, mayEdit } = useCaseFile();
  const { document } = useDocumentFile();
  const [dialog, setDialog] = useState<EvidenceDialog | null>(null);
  const [shown, setShown] = useState<ShownPage | null>(null);
  const ties = [tieId({ kind: 'document', id: document.id })];
  const add = useAddEvidence(inspectionCase.id, ties);
  const returned = returnedPages(document, evidence);
  const readingOf = useReadPages(returned.unread, document.id);
  return (
    <DropArea onFiles={mayEdit ? add : null}>
      <div className={styles.part}>
        <p className={styles.words}>{t(returned.pages > 0 ? 'pages.of' : 'pages.hint', { count: returned.pages })}</p>
        <PageTiles returned={returned} onShow={setShown} />
        <PageFaults returned={returned} onShow={setShown} />
        {returned.unread.map((each) => (
          <UnreadPage
            key={each.id}
            photograph={each}
            reading={readingOf(each.id) ?? (mayEdit ? 'reading' : 'noCode')}
            pages={returned.pages}
            onShow={() => setShown({ evidence: each, printed: null })}
          />
        ))}
        {returned.scans.map((each) => (
          <UnreadPage
            key={each.id}
            photograph={each}
            reading={readingOf(each.id) ?? 'perhaps'}
            pages={returned.pages}
            onShow={() => setShown({ evidence: each, printed: null })}
          />
        ))}
        {mayEdit && <AddEvidence onFiles={add} onOpen={setDialog} withReading={false} />}
        <EvidenceDialogs caseId={inspectionCase.id} ties={ties} open={dialog} onClose={() => setDialog(null)} />
        {shown && <PageDialog page={shown} onClose={() => setShown(null)} />}
      </div>
    </DropArea>
  );
}

interface PageTilesProps {
  returned: ReturnedPages;
  onShow: (page: ShownPage) => void;
}

/** A tile for each page, in order; an empty one where it is missing. */
function PageTiles({ returned: { pages, here }, onShow }: PageTilesProps) {
  const { t } = useTranslation('documents');
  const nameOf = useEvidenceName();
  const last = Math.max(pages, ...here.map(({ page }) => page));
  if (last === 0) return null;
  return (
    <ul className={styles.tiles} aria-label={t('part.pages')}>
      {Array.from({ length: last }, (_, place) => {
        const page = place + 1;
        const { photographs = [], isByHand = false } = here.find((each) => each.page === page) ?? {};
        const states = [
          photographs.length === 0 && t('pages.missing'),
          photographs.length > 1 && t('pages.times', { count: photographs.length }),
          isByHand && t('pages.byHand'),
        ].filter(Boolean);
        return (
          <li key={page} className={styles.tile} data-missing={photographs.length === 0}>
            {photographs.length === 0 && <span className={styles.empty} />}
            {photographs.map((each) => (
              <button
                key={each.evidence.id}
                type="button"
                className={styles.photograph}
                aria-label={t('pages.show', { page, name: nameOf(each.evidence) })}
                title={nameOf(each.evidence)}
                onClick={() => onShow(each)}
              >
                <EvidencePicture evidence={each.evidence} />
              </button>
            ))}
            <span className={styles.number}>{t('pages.page', { page })}</span>
            {states.length > 0 && <span className={styles.state}>{states.join(', ')}</span>}
          </li>
        );
      })}
    </ul>
  );
}
