import { IconPhotoUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNow } from '../../app/use-today.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import type { Upload } from '../../data/evidence/uploads.ts';
import { paths } from '../../ui/paths.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useDocument } from '../../ui/use-documents.ts';
import { useFormat } from '../../ui/use-format.ts';
import { type UploadRow, uploadRows } from './upload-rows.ts';
import styles from './WaitingList.module.css';

/** The originals of evidence that the server has not confirmed, by case. */
export function UploadList({ uploads }: { uploads: readonly Upload[] }) {
  const { t } = useTranslation('outbox');
  const rows = uploadRows(uploads);
  if (rows.length === 0) return null;
  return (
    <section>
      <SectionHeading title={t('uploads.title')} count={rows.reduce((sum, { count }) => sum + count, 0)} />
      <ul className={styles.rows}>
        {rows.map((row) => (
          <Row key={row.caseId} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row }: { row: UploadRow }) {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  const now = useNow();
  const { cases } = useWorkspace().collections;
  const inspectionCase = useDocument(cases.findOne(row.caseId)).value;
  const share = format.share(row.sizeBytes > 0 ? row.sentBytes / row.sizeBytes : 0);
  return (
    <li className={styles.row}>
      <IconPhotoUp size={18} stroke={1.7} aria-hidden className={styles.icon} />
      <span className={styles.title}>
        <Link to={paths.case(row.caseId, 'evidence')}>{t('uploads.files', { count: row.count })}</Link>
      </span>
      <span className={styles.case}>{inspectionCase?.number || inspectionCase?.entityName}</span>
      <span className={styles.state}>{row.isSending ? t('uploads.sending', { share }) : t('state.waiting')}</span>
      <span className={styles.size}>{format.size(row.sizeBytes)}</span>
      <span className={styles.since}>{t('since', { when: format.moment(row.since, now) })}</span>
    </li>
  );
}
