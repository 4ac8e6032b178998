import { Button, Group, Modal, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pinWeakness } from '../../../shared/domain/pin/pin-strength.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { FieldError } from '../../ui/FieldError.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './ChangePin.module.css';

/** The old PIN, and a new one twice. */
export function ChangePin({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('settings');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('pin.title')}
      closeButtonProps={{ 'aria-label': t('pin.cancel') }}
    >
      <ChangePinForm onClose={onClose} />
    </Modal>
  );
}

function ChangePinForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const shell = useBridge();
  const notices = useNotices();
  const [oldPin, setOldPin] = useState('');
  const [newPin, setNewPin] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const weakness = pinWeakness(newPin);
  const faults = {
    old: oldPin ? null : t('pin.missing'),
    new: weakness && t(`pin.weak.${weakness}`),
    again: again === newPin ? null : t('pin.different'),
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (faults.old || faults.new || faults.again) return;
    setBusy(true);
    setProblem(null);
    try {
      await shell.call('session.changePin', { oldPin, newPin });
      notices.done(t('pin.done'));
      onClose();
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setBusy(false);
    }
  };
  const field = (label: string, value: string, onChange: (value: string) => void, fault: string | null) => (
    <PasswordInput
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="off"
      visibilityToggleButtonProps={{ 'aria-label': `${t('pin.show')}: ${label}` }}
      error={tried && fault && <FieldError>{fault}</FieldError>}
    />
  );

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      {field(t('pin.old'), oldPin, setOldPin, faults.old)}
      {field(t('pin.new'), newPin, setNewPin, faults.new)}
      {field(t('pin.again'), again, setAgain, faults.again)}
      <p className={styles.hint}>{t('pin.hint')}</p>
      {problem && <ProblemNotice problem={problem} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('pin.cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('pin.submit')}
        </Button>
      </Group>
    </form>
  );
}
