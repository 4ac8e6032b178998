import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type SeenPage, withoutDocument, withoutPagesByHand } from '../../../shared/domain/document/returned-pages.ts';
import { isTiedTo } from '../../../shared/domain/evidence/ties.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useEvidenceName } from '../../ui/evidence/use-evidence-name.ts';
import { useNotices } from '../../ui/notices.tsx';
import { paths } from '../../ui/paths.ts';
import { useDocumentFile } from './document-file.tsx';
import styles from './PageDialog.module.css';
import { useStraightPage } from './use-straight-page.ts';

/** An original that was brought to the document, and which page of it is meant; null where nobody knows yet. */
export interface ShownPage {
  readonly evidence: Evidence;
  readonly printed: SeenPage | null;
}

/** A page that came back, straightened for reading; the original itself is a link away. */
export function PageDialog({ page, onClose }: { page: ShownPage; onClose: () => void }) {
  const { t } = useTranslation('documents');
  const { t: ui } = useTranslation('ui');
  const { inspectionCase, mayEdit } = useCaseFile();
  const { evidence, printed } = page;
  const name = useEvidenceName()(evidence);
  const shown = useStraightPage(evidence, printed);
  return (
    <Modal
      opened
      onClose={onClose}
      title={name}
      size="xl"
      closeButtonProps={{ 'aria-label': ui('problem.dismiss') }}
      classNames={{ body: styles.body }}
    >
      <div className={styles.head}>
        <p className={styles.words} role="status">
          {t(`pages.shown.${shown.kind}`)}{' '}
          <Link to={paths.case(inspectionCase.id, 'evidence', { evidence: evidence.id })}>{t('pages.original')}</Link>
        </p>
        {mayEdit && <TakeBack page={page} onDone={onClose} />}
      </div>
      {'address' in shown && <img className={styles.page} src={shown.address} alt={name} data-kind={shown.kind} />}
    </Modal>
  );
}

/** The way back for who told the wrong page, or brought what is none: the original stays evidence of the case. */
function TakeBack({ page: { evidence, printed }, onDone }: { page: ShownPage; onDone: () => void }) {
  const { t } = useTranslation('documents');
  const { workspace } = useCaseFile();
  const { document } = useDocumentFile();
  const notices = useNotices();
  const isByHand = printed?.isByHand ?? false;
  if (!isByHand && !isTiedTo(evidence, { kind: 'document', id: document.id })) return null;
  const takeBack = () =>
    workspace
      .change('evidence', evidence.id, ({ ties }) => ({
        // Of a scan other pages may be told by hand as well: they stay.
        ties: isByHand ? withoutPagesByHand(ties, document.id, printed?.page) : withoutDocument(ties, document.id),
      }))
      .then(() => {
        notices.done(t(isByHand ? 'pages.asked' : 'pages.removed'));
        onDone();
      }, notices.problem);
  return (
    <Button variant="default" size="compact-sm" onClick={() => void takeBack()}>
      {t(isByHand ? 'pages.askAgain' : 'pages.remove')}
    </Button>
  );
}
