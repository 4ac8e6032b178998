import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReturnedPage, ReturnedPages } from '../../../shared/domain/document/returned-pages.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { paths } from '../../ui/paths.ts';
import { useDocument } from '../../ui/use-documents.ts';

interface PageFaultsProps {
  returned: ReturnedPages;
  onShow: (photograph: Evidence) => void;
}

/** Pages that were brought here and are not of the document as it is now, each named. */
export function PageFaults({ returned: { earlier, foreign }, onShow }: PageFaultsProps) {
  const { t } = useTranslation('documents');
  return (
    <>
      {earlier.map((each) => (
        <Notice
          key={each.evidence.id + each.printed.page}
          tone="late"
          title={t('pages.earlier', { page: each.printed.page })}
          action={<Show onClick={() => onShow(each.evidence)} />}
        >
          {t('pages.earlierWords')}
        </Notice>
      ))}
      {foreign.map((each) => (
        <ForeignPage key={each.evidence.id + each.printed.page} page={each} onShow={() => onShow(each.evidence)} />
      ))}
    </>
  );
}

function Show({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('documents');
  return (
    <Button variant="default" size="compact-sm" onClick={onClick}>
      {t('pages.look')}
    </Button>
  );
}

/** A page of another document: which, and of which case, as far as this laptop knows it. */
function ForeignPage({ page: { printed }, onShow }: { page: ReturnedPage; onShow: () => void }) {
  const { t } = useTranslation('documents');
  const { workspace, inspectionCase } = useCaseFile();
  const { documents, cases } = workspace.collections;
  const { documentId, page } = printed;
  const { value: other } = useDocument(documents.findOne(documentId));
  const caseId = other?.caseId ?? printed.caseId;
  const { value: otherCase } = useDocument(cases.findOne(caseId));
  const number = otherCase?.number || otherCase?.entityName;
  const title = other?.title ?? '';
  return (
    <Notice tone="late" title={t('pages.foreign')} action={<Show onClick={onShow} />}>
      {!other && t(number ? 'pages.ofCase' : 'pages.ofUnknown', { page, number })}
      {other && (
        <>
          {t(caseId === inspectionCase.id ? 'pages.ofDocument' : 'pages.ofOther', { page, title, number })}{' '}
          <Link to={paths.document(caseId, documentId, 'pages')}>{t('pages.openOther')}</Link>
        </>
      )}
    </Notice>
  );
}
