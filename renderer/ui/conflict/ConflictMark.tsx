import { useDisclosure } from '@mantine/hooks';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { isWithin } from '../../../shared/domain/merge/place.ts';
import { openConflicts } from '../../../shared/domain/merge/settle.ts';
import type { Conflict, Synced } from '../../../shared/schema/common.ts';
import type { CollectionName } from '../../data/workspace.ts';
import styles from './Conflict.module.css';
import { ConflictChoice } from './ConflictChoice.tsx';
import { shapeOf } from './fields.ts';

interface ConflictMarkProps {
  collection: CollectionName;
  document: Synced;
  /** Path of the field; what lies under it counts too. */
  path: string;
}

/** Chips for a field that two people gave different values; each opens the choice in place. Nothing when all is one. */
export function ConflictMark({ collection, document, path }: ConflictMarkProps) {
  const open = openConflicts(document).filter((conflict) => isWithin(conflict.path, path));
  return open.map((conflict) => (
    <OneConflict key={conflict.id} collection={collection} document={document} conflict={conflict} />
  ));
}

interface OneConflictProps {
  collection: CollectionName;
  document: Synced;
  conflict: Conflict;
}

function OneConflict({ collection, document, conflict }: OneConflictProps) {
  const { t } = useTranslation('case');
  const [opened, choice] = useDisclosure(false);
  const id = useId();
  const field = t(`field.${shapeOf(collection, conflict).name}`);
  const count = conflict.values.length;
  return (
    <>
      <button
        type="button"
        className={styles.chip}
        aria-expanded={opened}
        aria-controls={id}
        aria-label={t('conflict.open', { field, count })}
        onClick={choice.toggle}
      >
        <IconArrowsDiff size={16} stroke={1.7} aria-hidden />
        {t('conflict.chip', { count })}
      </button>
      {opened && (
        <div id={id} className={styles.place}>
          <ConflictChoice collection={collection} document={document} conflict={conflict} onClose={choice.close} />
        </div>
      )}
    </>
  );
}
