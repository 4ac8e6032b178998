import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonOnDevice } from '../../../shared/bridge/contract.ts';
import type { Problem } from '../../../shared/problem/problem.ts';
import { useFormat } from '../../ui/use-format.ts';

/** From how many tries left the message says what comes after the last. */
const lastTries = 5;

/** What the PIN form says after a wrong try, now or before, and whether the vault is shut for now. */
export function usePinWords(
  problem: Problem | null,
  { lockedUntil, triesLeft }: Pick<PersonOnDevice, 'lockedUntil' | 'triesLeft'>,
): { message: string; shut: boolean } {
  const { t } = useTranslation('signIn');
  const format = useFormat();
  const until = Date.parse(String(problem?.details?.lockedUntil ?? lockedUntil ?? ''));
  const [now, setNow] = useState(Date.now);
  const shut = until > now;
  useEffect(() => {
    if (!shut) return;
    const timer = setTimeout(() => setNow(Date.now()), until - Date.now() + 50);
    return () => clearTimeout(timer);
  }, [shut, until]);

  const left = Number(problem?.details?.triesLeft ?? triesLeft ?? Number.POSITIVE_INFINITY);
  const warning = left <= lastTries ? t('pin.lastTries', { count: left }) : '';
  if (shut) return { message: `${t('pin.locked', { time: format.timeAfter(until) })} ${warning}`.trim(), shut };
  if (problem?.code !== 'pin.wrong') return { message: warning, shut };
  return { message: `${t('pin.wrong')} ${warning || t('pin.left', { count: left })}`, shut };
}
