import { useTranslation } from 'react-i18next';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { CaseExhibits } from './CaseExhibits.tsx';
import { DocumentList } from './DocumentList.tsx';
import styles from './DocumentsTab.module.css';
import { NewDocument } from './NewDocument.tsx';

/** The official documents of a case, and the things that they seal, seize and hand over. */
export function DocumentsTab() {
  const { t } = useTranslation('documents');
  const { documents, mayEdit } = useCaseFile();
  if (documents.length === 0) {
    return (
      <EmptyState title={t('empty.title')} actions={mayEdit && <NewDocument position="right-start" />}>
        {t(mayEdit ? 'empty.words' : 'empty.readOnly')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.tab}>
      {mayEdit && (
        <div className={styles.head}>
          <NewDocument position="left-start" />
        </div>
      )}
      <DocumentList documents={documents} />
      <CaseExhibits />
    </div>
  );
}
