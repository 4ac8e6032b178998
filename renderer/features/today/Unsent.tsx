import {
  type Icon,
  IconBook2,
  IconBuildingStore,
  IconChecklist,
  IconFileAlert,
  IconFileCertificate,
  IconFolders,
  IconListCheck,
  IconNotes,
  IconPhoto,
  IconPhotoUp,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { refusedOf } from '../../app/use-sync.ts';
import type { Upload } from '../../data/evidence/uploads.ts';
import type { CollectionName, OutboxItem } from '../../data/workspace.ts';
import { paths } from '../../ui/paths.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import list from './list.module.css';
import styles from './Unsent.module.css';
import { groupUnsent } from './unsent-groups.ts';

const icons: Readonly<Record<CollectionName, Icon>> = {
  cases: IconFolders,
  answers: IconChecklist,
  findings: IconFileAlert,
  evidence: IconPhoto,
  documents: IconFileCertificate,
  activity: IconNotes,
  entities: IconBuildingStore,
  reference: IconBook2,
  templates: IconListCheck,
};

interface UnsentProps {
  /** Null until it is known. */
  items: readonly OutboxItem[] | null;
  /** Originals of evidence that the server has not confirmed. */
  uploads: readonly Upload[];
  differences: number;
}

/** What the server has not confirmed yet, and what waits for a choice, in one glance. */
export function Unsent({ items: known, uploads, differences }: UnsentProps) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const items = known ?? [];
  const refused = refusedOf(items, uploads);
  const count = items.length + uploads.length;
  return (
    <section aria-label={t('unsent.title')}>
      <SectionHeading
        title={t('unsent.title')}
        count={count || undefined}
        aside={count + differences > 0 && <Link to={paths.outbox}>{t('unsent.open')}</Link>}
      />
      {known?.length === 0 && uploads.length === 0 && <p className={list.none}>{t('unsent.none')}</p>}
      <ul className={list.rows}>
        {groupUnsent(items).map(({ collection, count, sizeBytes }) => {
          const Glyph = icons[collection];
          return (
            <li key={collection} className={styles.row}>
              <Glyph size={18} stroke={1.7} aria-hidden className={styles.icon} />
              <span className={styles.what}>{t(`unsent.${collection}`, { count })}</span>
              <span className={styles.size}>{format.size(sizeBytes)}</span>
            </li>
          );
        })}
        {uploads.length > 0 && (
          <li className={styles.row}>
            <IconPhotoUp size={18} stroke={1.7} aria-hidden className={styles.icon} />
            <span className={styles.what}>{t('unsent.files', { count: uploads.length })}</span>
            <span className={styles.size}>
              {format.size(uploads.reduce((sum, { sizeBytes, sentBytes }) => sum + sizeBytes - sentBytes, 0))}
            </span>
          </li>
        )}
      </ul>
      {count > 0 && (
        <p className={styles.note} data-attention={refused > 0 || undefined}>
          {refused > 0 ? t('unsent.attention', { count: refused }) : t('unsent.byItself')}
        </p>
      )}
      {differences > 0 && (
        <p className={styles.note} data-attention>
          {t('unsent.differences', { count: differences })}
        </p>
      )}
    </section>
  );
}
