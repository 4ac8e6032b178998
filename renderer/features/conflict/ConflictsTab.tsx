import { IconArrowsDiff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { ConflictChoice } from '../../ui/conflict/ConflictChoice.tsx';
import { shapeOf } from '../../ui/conflict/fields.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { paths } from '../../ui/paths.ts';
import styles from './ConflictsTab.module.css';
import { FieldHistory } from './FieldHistory.tsx';
import { type OpenConflict, useOpenConflicts } from './use-open-conflicts.ts';
import { usePlaceWords } from './use-place-words.ts';

/** Every place of a case where two people wrote different values: one after the other, never in the way of work. */
export function ConflictsTab() {
  const { t } = useTranslation('conflict');
  const conflicts = useOpenConflicts();
  const [query, setQuery] = useSearchParams();
  const { inspectionCase } = useCaseFile();
  const shown = conflicts.find(({ conflict }) => conflict.id === query.get('conflict')) ?? conflicts[0];
  if (!shown) {
    return (
      <EmptyState title={t('none.title')} actions={<Link to={paths.case(inspectionCase.id)}>{t('none.back')}</Link>}>
        {t('none.body')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.tab}>
      <nav className={styles.list} aria-label={t('list')}>
        {conflicts.map((each) => (
          <Row
            key={`${each.document.id} ${each.conflict.id}`}
            open={each}
            current={each === shown}
            onOpen={() => setQuery({ conflict: each.conflict.id }, { replace: true })}
          />
        ))}
      </nav>
      <Choice key={`${shown.document.id} ${shown.conflict.id}`} open={shown} />
      <FieldHistory open={shown} />
    </div>
  );
}

function Row({ open, current, onOpen }: { open: OpenConflict; current: boolean; onOpen: () => void }) {
  const { t } = useTranslation('case');
  const { title } = usePlaceWords(open);
  return (
    <button type="button" className={styles.row} aria-current={current ? 'true' : undefined} onClick={onOpen}>
      <IconArrowsDiff size={17} stroke={1.7} aria-hidden className={styles.mark} />
      <span className={styles.words}>
        <span className={styles.field}>{t(`field.${shapeOf(open.placed.collection, open.conflict).name}`)}</span>
        <span className={styles.place}>{title}</span>
      </span>
    </button>
  );
}

function Choice({ open }: { open: OpenConflict }) {
  const { t } = useTranslation('conflict');
  const { t: words } = useTranslation('case');
  const { title, path } = usePlaceWords(open);
  const { collection } = open.placed;
  return (
    <div className={styles.choice}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.about}>
        {words(`field.${shapeOf(collection, open.conflict).name}`)}
        <Link to={path}>{t('open')}</Link>
      </p>
      <ConflictChoice collection={collection} document={open.document} conflict={open.conflict} />
    </div>
  );
}
