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
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNow } from '../../app/use-today.ts';
import type { CollectionName } from '../../data/workspace.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { itemPath } from './item-path.ts';
import type { OutboxRow } from './rows.ts';
import { useItemWords } from './use-item-words.ts';
import styles from './WaitingList.module.css';

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

/** Most lines drawn at once; the totals at the top count all. */
const mostRows = 200;

/** What is on its way, or waits its turn. */
export function WaitingList({ title, rows }: { title: string; rows: readonly OutboxRow[] }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <SectionHeading title={title} count={rows.length} />
      <ul className={styles.rows}>
        {rows.slice(0, mostRows).map((row) => (
          <WaitingRow key={row.key} row={row} />
        ))}
      </ul>
    </section>
  );
}

function WaitingRow({ row }: { row: OutboxRow }) {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  const now = useNow();
  const { collection, state } = row.first;
  const words = useItemWords(row.first);
  const title = collection === 'answers' ? t('item.answers', { count: row.count }) : words.title;
  const path = itemPath(row.first);
  const Glyph = icons[collection];
  return (
    <li className={styles.row}>
      <Glyph size={18} stroke={1.7} aria-hidden className={styles.icon} />
      <span className={styles.title}>{path ? <Link to={path}>{title}</Link> : title}</span>
      <span className={styles.case}>{words.caseName}</span>
      <span className={styles.state}>{t(state === 'sending' ? 'state.sending' : 'state.waiting')}</span>
      <span className={styles.size}>{format.size(row.sizeBytes)}</span>
      <span className={styles.since}>{t('since', { when: format.moment(row.since, now) })}</span>
    </li>
  );
}
