import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { paths } from '../../ui/paths.ts';
import styles from './DocumentList.module.css';
import { DocumentStateBadge } from './DocumentStateBadge.tsx';
import { useMinuteWords } from './use-minute-words.ts';

/** Documents by title, number, when and where they stand; the newest first. */
export function DocumentList({ documents }: { documents: readonly OfficialDocument[] }) {
  const { t } = useTranslation('documents');
  const { inspectionCase, nameOf } = useCaseFile();
  const minuteWords = useMinuteWords();
  return (
    <ul className={styles.list} aria-label={t('list')}>
      {documents.toReversed().map((document) => {
        const { id, title, number, startedAt, createdBy, cancelled } = document;
        return (
          <li key={id}>
            <Link to={paths.document(inspectionCase.id, id)} className={styles.row} data-cancelled={cancelled !== null}>
              <span className={styles.title}>{title || t('untitled')}</span>
              <span className={styles.number}>{number && t('numbered', { number })}</span>
              <span className={styles.fact}>{minuteWords(startedAt)}</span>
              <span className={styles.fact}>{nameOf(createdBy)}</span>
              <span className={styles.state}>
                <DocumentStateBadge document={document} />
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
