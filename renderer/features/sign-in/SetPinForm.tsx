import { Anchor, Button } from '@mantine/core';
import { IconExclamationCircle } from '@tabler/icons-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonOnDevice } from '../../../shared/bridge/contract.ts';
import { pinWeakness } from '../../../shared/domain/pin/pin-strength.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import { isDatabaseProblem } from '../../app/session/database-problems.ts';
import { useGate } from '../../app/session/gate.tsx';
import { useBridge } from '../../app/workspace-context.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import form from './form.module.css';
import { PinBoxes } from './PinBoxes.tsx';

/** A PIN typed twice: the first one, or a new one for a forgotten one. */
export function SetPinForm({ person, onBack }: { person: PersonOnDevice; onBack: () => void }) {
  const { t } = useTranslation('signIn');
  const shell = useBridge();
  const gate = useGate();
  const messageId = useId();
  const [first, setFirst] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const weakness = pinWeakness(first);
  const fault = weakness ? t(`set.weak.${weakness}`) : first === again ? null : t('set.different');
  const forgotten = problem?.code === 'pin.forgotten' ? Number(problem.details?.unsent ?? 0) : null;

  const set = async (discardUnsent: boolean) => {
    setTried(true);
    if (fault) return;
    setBusy(true);
    setProblem(null);
    try {
      const input = { personId: person.person.id, pin: first, ...(discardUnsent && { discardUnsent }) };
      gate.enter(await shell.call('session.setPin', input));
    } catch (thrown) {
      const found = problemOf(thrown);
      if (isDatabaseProblem(found.code)) return gate.fail(person.person.id, found);
      setProblem(found);
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void set(false);
  };

  return (
    <form className={form.form} onSubmit={submit}>
      <h2 className={form.title}>{t('set.title')}</h2>
      <p className={form.prompt}>{t('set.prompt')}</p>
      <div className={form.fields}>
        <PinBoxes
          ref={field}
          label={t('set.first')}
          showLabel
          value={first}
          onChange={setFirst}
          {...(tried && fault && { describedBy: messageId })}
        />
        <PinBoxes
          label={t('set.again')}
          showLabel
          value={again}
          onChange={setAgain}
          {...(tried && fault && { describedBy: messageId })}
        />
      </div>
      {tried && fault && (
        <p id={messageId} className={form.message} role="alert">
          <IconExclamationCircle size={17} stroke={1.7} aria-hidden />
          {fault}
        </p>
      )}
      {problem && (
        <div className={form.warning}>
          <ProblemNotice problem={problem} />
          {forgotten !== null && (
            <>
              <p>{t('set.discardWarning')}</p>
              <Button variant="default" loading={busy} onClick={() => void set(true)}>
                {t('set.discard', { count: forgotten })}
              </Button>
            </>
          )}
        </div>
      )}
      <Button type="submit" className={form.submit} loading={busy} disabled={forgotten !== null}>
        {t('set.submit')}
      </Button>
      <div className={form.links}>
        <Anchor component="button" type="button" onClick={onBack}>
          {t('password.back')}
        </Anchor>
      </div>
    </form>
  );
}
