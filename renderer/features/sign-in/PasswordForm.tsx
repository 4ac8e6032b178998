import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonOnDevice } from '../../../shared/bridge/contract.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { FieldError } from '../../ui/FieldError.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import form from './form.module.css';

interface PasswordFormProps {
  /** Username of the person who forgot the PIN; null for somebody new here. */
  forgottenBy: string | null;
  /** Null where there is nowhere to go back to. */
  onBack: (() => void) | null;
  onSignedIn: (person: PersonOnDevice) => void;
}

/** Username and password, checked by the server: for somebody new on this laptop, or after a forgotten PIN. */
export function PasswordForm({ forgottenBy, onBack, onSignedIn }: PasswordFormProps) {
  const { t } = useTranslation('signIn');
  const shell = useBridge();
  const [username, setUsername] = useState(forgottenBy ?? '');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const missing = <FieldError>{t('password.missing')}</FieldError>;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!username.trim() || !password) return;
    setBusy(true);
    setProblem(null);
    try {
      onSignedIn(await shell.call('session.signIn', { username: username.trim(), password }));
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setBusy(false);
    }
  };

  return (
    <form className={form.form} onSubmit={(event) => void submit(event)}>
      <h2 className={form.title}>{t(forgottenBy ? 'password.forgottenTitle' : 'password.title')}</h2>
      <p className={form.prompt}>{t(forgottenBy ? 'password.forgottenPrompt' : 'password.prompt')}</p>
      <div className={form.fields}>
        <TextInput
          label={t('password.username')}
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          autoComplete="username"
          spellCheck={false}
          readOnly={forgottenBy !== null}
          error={tried && !username.trim() && missing}
        />
        <PasswordInput
          label={t('password.password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
          error={tried && !password && missing}
        />
        {problem && <ProblemNotice problem={problem} />}
      </div>
      <Button type="submit" className={form.submit} loading={busy}>
        {t('password.submit')}
      </Button>
      {onBack && (
        <div className={form.links}>
          <Anchor component="button" type="button" onClick={onBack}>
            {t('password.back')}
          </Anchor>
        </div>
      )}
    </form>
  );
}
