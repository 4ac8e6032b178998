import { Anchor, Button } from '@mantine/core';
import { IconExclamationCircle, IconKeyboard } from '@tabler/icons-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonOnDevice } from '../../../shared/bridge/contract.ts';
import { demonstrationPeople, demonstrationPin } from '../../../shared/demonstration.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import { useAppInfo } from '../../app/app-info.tsx';
import { isDatabaseProblem } from '../../app/session/database-problems.ts';
import { useGate } from '../../app/session/gate.tsx';
import { useBridge } from '../../app/workspace-context.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import form from './form.module.css';
import { LeaseLine } from './LeaseLine.tsx';
import { PinBoxes } from './PinBoxes.tsx';
import { PinPad } from './PinPad.tsx';
import { usePinWords } from './use-pin-words.ts';

interface PinFormProps {
  /** False for the form that the page opened with. */
  chosen: boolean;
  entry: PersonOnDevice;
  onTried: () => void;
  onForgotten: () => void;
}

/** Opens one person's vault by PIN, off-line. */
export function PinForm({ entry, chosen, onTried, onForgotten }: PinFormProps) {
  const { t } = useTranslation('signIn');
  const shell = useBridge();
  const { demonstration } = useAppInfo();
  const isSample = demonstration && demonstrationPeople.some(({ id }) => id === entry.person.id);
  const gate = useGate();
  const field = useRef<HTMLInputElement>(null);
  const messageId = useId();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [pad, setPad] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { message, shut } = usePinWords(problem, entry);

  useEffect(() => {
    // The page opens at its top, with the people in sight; a person who was chosen is led to the PIN.
    if (!shut) field.current?.focus({ preventScroll: !chosen });
  }, [shut, chosen]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!pin || busy || shut) return field.current?.focus();
    setBusy(true);
    try {
      gate.enter(await shell.call('session.unlock', { personId: entry.person.id, pin }));
    } catch (thrown) {
      const found = problemOf(thrown);
      if (isDatabaseProblem(found.code)) return gate.fail(entry.person.id, found);
      setProblem(found);
      setPin('');
      setBusy(false);
      onTried();
      field.current?.focus();
    }
  };
  const type = (next: string) => {
    setPin(next);
    if (!shut) setProblem(null);
  };

  return (
    <form className={form.form} onSubmit={(event) => void submit(event)}>
      <PersonAvatar name={entry.person.name} size={64} accent />
      <h2 className={form.title}>{t('hello', { name: entry.person.name })}</h2>
      <p className={form.prompt}>{t('pin.prompt')}</p>
      {isSample && <p className={form.prompt}>{t('pin.sample', { pin: demonstrationPin })}</p>}
      <PinBoxes
        ref={field}
        label={t('pin.label')}
        value={pin}
        onChange={type}
        disabled={shut}
        wrong={problem?.code === 'pin.wrong'}
        describedBy={messageId}
      />
      {pad && <PinPad disabled={shut} onDigit={(digit) => type(pin + digit)} onErase={() => type(pin.slice(0, -1))} />}
      <p id={messageId} className={form.message} role="alert">
        {message && <IconExclamationCircle size={17} stroke={1.7} aria-hidden />}
        {message}
      </p>
      {problem && !message && <ProblemNotice problem={problem} />}
      <Button type="submit" className={form.submit} loading={busy} disabled={shut}>
        {t('pin.unlock')}
      </Button>
      <div className={form.links}>
        <Anchor component="button" type="button" onClick={onForgotten}>
          {t('pin.forgotten')}
        </Anchor>
        <Anchor component="button" type="button" aria-pressed={pad} onClick={() => setPad(!pad)}>
          {t(pad ? 'pin.hidePad' : 'pin.showPad')}
          <IconKeyboard size={18} stroke={1.7} aria-hidden />
        </Anchor>
      </div>
      <LeaseLine leaseEndsAt={entry.leaseEndsAt} />
    </form>
  );
}
