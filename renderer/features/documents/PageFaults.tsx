import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  pagesStanding,
  type ReturnedPage,
  type ReturnedPages,
} from '../../../shared/domain/document/returned-pages.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { paths } from '../../ui/paths.ts';
import { useDocument } from '../../ui/use-documents.ts';
import type { ShownPage } from './PageDialog.tsx';

interface PageFaultsProps {
  returned: ReturnedPages;
  onShow: (page: ShownPage) => void;
}

/** Pages that were brought here and are not of the print that came back, each named; of one that is whole they are only told. */
export function PageFaults({ returned, onShow }: PageFaultsProps) {
  const { t } = useTranslation('documents');
  const isWhole = pagesStanding(returned) === 'whole';
  const key = ({ evidence, printed }: ReturnedPage) => `${evidence.id} ${printed.documentId} ${printed.page}`;
  const others = (['earlier', 'apart'] as const).flatMap((why) => returned[why].map((each) => ({ why, each })));
  return (
    <>
      {others.map(({ why, each }) => (
        <Notice
          key={key(each)}
          tone={isWhole ? 'info' : 'late'}
          title={t(`pages.${why}`, { page: each.printed.page, count: each.printed.pages })}
          action={<Show onClick={() => onShow(each)} />}
        >
          {t(isWhole ? 'pages.wholeAnyway' : `pages.${why}Words`)}
        </Notice>
      ))}
      {returned.foreign.map((each) => (
        <ForeignPage key={key(each)} page={each} onShow={() => onShow(each)} />
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
