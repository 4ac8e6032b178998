import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostPages, pageHash } from '../../../shared/domain/document/page-code.ts';
import { pageTieId, withoutPagesByHand, withPages } from '../../../shared/domain/document/returned-pages.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { EvidencePicture } from '../../ui/evidence/EvidencePicture.tsx';
import { useEvidenceName } from '../../ui/evidence/use-evidence-name.ts';
import { useNotices } from '../../ui/notices.tsx';
import { useDocumentFile } from './document-file.tsx';
import styles from './PagesPart.module.css';
import type { PageReading } from './use-read-pages.ts';

interface UnreadPageProps {
  photograph: Evidence;
  /** `perhaps`: pages of it are known, and one that is missing may be in it as well. */
  reading: PageReading | 'perhaps';
  /** How many pages the document has, 0 while that is not known. */
  pages: number;
  onShow: () => void;
}

/** A photograph that no code tells the page of: a person can. */
export function UnreadPage({ photograph, reading, pages, onShow }: UnreadPageProps) {
  const { t } = useTranslation('documents');
  const { mayEdit, workspace } = useCaseFile();
  const { document } = useDocumentFile();
  const notices = useNotices();
  const name = useEvidenceName()(photograph);
  const [page, setPage] = useState<number | string>('');
  const [count, setCount] = useState<number | string>(pages || '');
  const [number, all] = [Number(page), Number(count)];
  const isScan = photograph.signed.record.mediaType === 'application/pdf';
  const isTold = number >= 1 && number <= all;
  const assign = () => {
    const of = { caseId: document.caseId, documentId: document.id, hash: pageHash(document) };
    const told = pageTieId({ ...of, page: number, pages: all, isByHand: true });
    workspace
      .change('evidence', photograph.id, ({ ties }) => ({
        // A scan may hold more pages that no code tells; a photograph is one.
        ties: withPages(withoutPagesByHand(ties, document.id, isScan ? number : undefined), [told]),
      }))
      .then(() => notices.done(t('pages.assigned', { page: number })), notices.problem);
  };
  const field = { min: 1, max: mostPages, allowDecimal: false, hideControls: true, size: 'xs', w: 64 } as const;
  return (
    <section className={styles.unread} aria-label={name}>
      <button type="button" className={styles.photograph} aria-label={t('pages.look')} title={name} onClick={onShow}>
        <EvidencePicture evidence={photograph} />
      </button>
      <div className={styles.unreadWords}>
        <p role="status">{t(`pages.${reading}`)}</p>
        {mayEdit && reading !== 'reading' && (
          <div className={styles.assign}>
            <NumberInput
              aria-label={t('pages.pageNumber')}
              placeholder="1"
              value={page}
              onChange={setPage}
              {...field}
            />
            <span>{t('pages.outOf')}</span>
            <NumberInput
              aria-label={t('pages.pageCount')}
              placeholder="3"
              value={count}
              onChange={setCount}
              {...field}
            />
            <Button variant="default" size="compact-sm" disabled={!isTold} onClick={assign}>
              {t('pages.assign')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}
