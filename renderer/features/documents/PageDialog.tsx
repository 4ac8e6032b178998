import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useEvidenceName } from '../../ui/evidence/use-evidence-name.ts';
import { paths } from '../../ui/paths.ts';
import styles from './PageDialog.module.css';
import { useStraightPage } from './use-straight-page.ts';

/** A page that came back, straightened for reading; the photograph itself is a link away. */
export function PageDialog({ photograph, onClose }: { photograph: Evidence; onClose: () => void }) {
  const { t } = useTranslation('documents');
  const { t: ui } = useTranslation('ui');
  const { inspectionCase } = useCaseFile();
  const name = useEvidenceName()(photograph);
  const shown = useStraightPage(photograph);
  return (
    <Modal
      opened
      onClose={onClose}
      title={name}
      size="xl"
      closeButtonProps={{ 'aria-label': ui('problem.dismiss') }}
      classNames={{ body: styles.body }}
    >
      <p className={styles.words} role="status">
        {t(`pages.shown.${shown.kind}`)}{' '}
        <Link to={paths.case(inspectionCase.id, 'evidence', { evidence: photograph.id })}>{t('pages.original')}</Link>
      </p>
      {'address' in shown && <img className={styles.page} src={shown.address} alt={name} data-kind={shown.kind} />}
    </Modal>
  );
}
