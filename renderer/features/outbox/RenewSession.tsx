import { Button, Group, Modal, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import { useBridge, usePerson, useWorkspace } from '../../app/workspace-context.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './RenewSession.module.css';

/** The password again, after the server has refused the session; the work itself goes on meanwhile. */
export function RenewSession({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('outbox');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('renew.title')}
      closeButtonProps={{ 'aria-label': t('renew.cancel') }}
    >
      <RenewForm onClose={onClose} />
    </Modal>
  );
}

function RenewForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('outbox');
  const shell = useBridge();
  const notices = useNotices();
  const { sync } = useWorkspace();
  const { username } = usePerson();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!password) return;
    setBusy(true);
    setProblem(null);
    try {
      await shell.call('session.signIn', { username, password });
      sync.retry();
      notices.done(t('renew.done'));
      onClose();
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setBusy(false);
    }
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <PasswordInput
        label={t('renew.password', { username })}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        data-autofocus
        visibilityToggleButtonProps={{ 'aria-label': t('renew.show') }}
      />
      {problem && <ProblemNotice problem={problem} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('renew.cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('renew.submit')}
        </Button>
      </Group>
    </form>
  );
}
