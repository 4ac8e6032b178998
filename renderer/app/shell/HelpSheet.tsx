import { Modal } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../../ui/Keys.tsx';
import { useShortcutGroups } from '../../ui/use-shortcuts.tsx';
import styles from './HelpSheet.module.css';

/** Every key of the screen that is open and of the program, in one sheet. */
export function HelpSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('app');
  const { t: ui } = useTranslation('ui');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shortcuts.title')}
      size={560}
      closeButtonProps={{ 'aria-label': ui('problem.dismiss') }}
    >
      <Groups />
    </Modal>
  );
}

function Groups() {
  const groups = useShortcutGroups();
  return groups.toReversed().map((group) => (
    <section key={group.title} className={styles.group}>
      <h3 className={styles.title}>{group.title}</h3>
      <dl className={styles.keys}>
        {group.shortcuts.map((shortcut) => (
          <Fragment key={shortcut.keys}>
            <dt>{shortcut.label}</dt>
            <dd>
              <Keys keys={shortcut.keys} />
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  ));
}
