import { Menu, UnstyledButton } from '@mantine/core';
import { IconKeyboard, IconLock, IconSettings, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Keys } from '../../ui/Keys.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { paths } from '../../ui/paths.ts';
import { usePerson } from '../workspace-context.tsx';
import styles from './rail.module.css';

interface PersonMenuProps {
  collapsed: boolean;
  onHelp: () => void;
  onLock: () => void;
  onChangePerson: () => void;
}

/** Who is signed in, and what a person does with the seat: lock it, set it up, leave it. */
export function PersonMenu({ collapsed, onHelp, onLock, onChangePerson }: PersonMenuProps) {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const person = usePerson();
  return (
    <Menu position="right-end" width={240} withinPortal={false} floatingStrategy="fixed">
      <Menu.Target>
        <UnstyledButton
          className={styles.person}
          aria-label={collapsed ? t('person.menu', { name: person.name }) : undefined}
        >
          <PersonAvatar name={person.name} size={30} accent />
          {!collapsed && (
            <span className={styles.personWords}>
              <span>{person.name}</span>
              <span>{person.title}</span>
            </span>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconSettings size={17} stroke={1.7} />} onClick={() => void navigate(paths.settings)}>
          {t('person.settings')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconKeyboard size={17} stroke={1.7} />}
          rightSection={<Keys keys="?" />}
          onClick={onHelp}
        >
          {t('person.help')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconUsers size={17} stroke={1.7} />} onClick={onChangePerson}>
          {t('person.change')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLock size={17} stroke={1.7} />}
          rightSection={<Keys keys="mod+l" />}
          onClick={onLock}
        >
          {t('person.lock')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
