import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { standingIds } from '../../../shared/domain/document/document-state.ts';
import { documentPath } from '../../../shared/domain/merge/place.ts';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import type { FormData } from '../../../shared/schema/reference-data.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { RefusedHere } from '../../ui/case/RefusedHere.tsx';
import { ConflictMark } from '../../ui/conflict/ConflictMark.tsx';
import { useRoomFor } from '../../ui/use-room.ts';
import { DocumentForm } from './DocumentForm.tsx';
import { DocumentHeader } from './DocumentHeader.tsx';
import { DocumentNotices } from './DocumentNotices.tsx';
import styles from './DocumentPage.module.css';
import { DocumentFileProvider } from './document-file.tsx';
import { NoDocument } from './NoDocument.tsx';
import { Paper } from './Paper.tsx';
import { useForms } from './use-forms.ts';

/** One document: its form at the left, its paper as it will look at the right; one of both where there is no room. */
export function DocumentPage() {
  const { documentId = '' } = useParams();
  const { documents } = useCaseFile();
  const { formOf, loading } = useForms();
  const document = documents.find(({ id }) => id === documentId);
  const form = document && formOf(document.formId);
  if (loading) return null;
  if (!document || !form) return <NoDocument what={document ? 'form' : 'document'} />;
  return <OneDocument key={documentId} document={document} form={form} />;
}

function OneDocument({ document, form }: { document: OfficialDocument; form: FormData }) {
  const { t } = useTranslation('documents');
  const { workspace, mayEdit } = useCaseFile();
  // Whoever was told that these signatures will be void is not asked again; of later ones they are.
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set());
  const [view, setView] = useState('form');
  const beside = useRoomFor(1100);
  const standing = standingIds(document);
  const mayFollowUp = mayEdit && document.cancelled === null;
  const isOpen = mayFollowUp && standing.every((id) => given.has(id));
  const change = (edit: (current: OfficialDocument) => object, seen?: OfficialDocument) =>
    workspace.change('documents', document.id, edit, seen);
  return (
    <DocumentFileProvider file={{ document, form, isOpen, mayFollowUp, change }}>
      <div className={styles.page}>
        <DocumentHeader />
        {!beside && (
          <div className={styles.switch}>
            <SegmentedControl
              value={view}
              onChange={setView}
              data={[
                { value: 'form', label: t('view.form') },
                { value: 'paper', label: t('view.paper') },
              ]}
              aria-label={t('view.label')}
              fullWidth
            />
          </div>
        )}
        <div className={styles.body}>
          {(beside || view === 'form') && (
            <div className={styles.form}>
              <RefusedHere id={document.id} />
              <ConflictMark collection="documents" document={document} path={documentPath} />
              <DocumentNotices
                standing={standing.length}
                isLocked={mayFollowUp && !isOpen}
                onUnlock={() => setGiven(new Set(standing))}
              />
              <DocumentForm />
            </div>
          )}
          {(beside || view === 'paper') && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what has nothing to stop at inside can still be scrolled by keys
            <section className={styles.paper} aria-label={t('view.paper')} tabIndex={0}>
              <Paper document={document} form={form} />
            </section>
          )}
        </div>
      </div>
    </DocumentFileProvider>
  );
}
