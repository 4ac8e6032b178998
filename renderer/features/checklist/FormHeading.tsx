import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChecklistHeading } from '../../../shared/domain/checklist/checklist.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useLanguage } from '../../ui/use-format.ts';
import styles from './FormHeading.module.css';
import { useTurns } from './use-turns.ts';

/** What stands between a form's items. */
export function FormHeading({ heading }: { heading: ChecklistHeading }) {
  const { t } = useTranslation('checklist');
  const { mayEdit } = useCaseFile();
  const language = useLanguage();
  const { add, remove } = useTurns();
  const { kind, id, turn = 0 } = heading;
  const title = language === 'vi' ? heading.titleVi : heading.titleEn;
  if (kind === 'words') return <p className={styles.words}>{title}</p>;
  if (kind === 'group') return title === '' ? null : <h3 className={styles.group}>{title}</h3>;
  if (kind === 'turn') {
    return (
      <div className={styles.turn}>
        <h3 className={styles.group}>{t('form.turn', { title, turn })}</h3>
        {mayEdit && remove(id) && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('form.remove', { title, turn })}
            onClick={remove(id) ?? undefined}
          >
            <IconTrash size={17} stroke={1.7} />
          </ActionIcon>
        )}
      </div>
    );
  }
  if (!mayEdit) return null;
  return (
    <div className={styles.add}>
      <Button variant="default" leftSection={<IconPlus size={17} stroke={1.7} aria-hidden />} onClick={() => add(id)}>
        {t('form.add', { title })}
      </Button>
    </div>
  );
}
