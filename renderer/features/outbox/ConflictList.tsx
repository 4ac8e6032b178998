import { IconGitCompare } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { shapeOf } from '../../ui/conflict/fields.ts';
import { paths } from '../../ui/paths.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import styles from './ConflictList.module.css';
import { itemPath } from './item-path.ts';
import type { OpenConflict } from './use-conflicts.ts';
import { useItemWords } from './use-item-words.ts';

/** Fields with two values, each with the way to where it is settled. */
export function ConflictList({ conflicts }: { conflicts: readonly OpenConflict[] }) {
  const { t } = useTranslation('outbox');
  return (
    <section>
      <SectionHeading title={t('conflicts.title')} count={conflicts.length} />
      <p className={styles.hint}>{t('conflicts.hint')}</p>
      <ul className={styles.rows}>
        {conflicts.map((one) => (
          <ConflictRow key={`${one.id} ${one.conflict.id}`} open={one} />
        ))}
      </ul>
    </section>
  );
}

function ConflictRow({ open }: { open: OpenConflict }) {
  const { t } = useTranslation(['outbox', 'case']);
  const { title, caseName, entityName } = useItemWords({ ...open, isDeleted: false });
  const field = t(`case:field.${shapeOf(open.collection, open.conflict).name}`);
  const values = t('conflicts.values', { count: open.conflict.values.length });
  const path = open.caseId === null ? paths.casesOf(entityName) : placeOf(open, open.caseId);
  return (
    <li className={styles.row}>
      <IconGitCompare size={18} stroke={1.7} aria-hidden className={styles.icon} />
      <span className={styles.title}>{title}</span>
      <span className={styles.facts}>{[field, caseName, values].filter(Boolean).join(' · ')}</span>
      <Link to={path} className={styles.open}>
        {t('conflicts.open')}
      </Link>
    </li>
  );
}

/** Values of an original and of a document are settled where these are; all others on the case's own page for them. */
function placeOf({ collection, id, conflict }: OpenConflict, caseId: string): string {
  if (collection === 'evidence' || collection === 'documents') {
    return itemPath({ collection, id, caseId, isDeleted: false }) ?? paths.case(caseId);
  }
  return paths.case(caseId, 'conflicts', { conflict: conflict.id });
}
