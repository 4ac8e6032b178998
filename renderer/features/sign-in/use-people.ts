import { useCallback, useEffect, useState } from 'react';
import type { DemoAccount, PersonOnDevice } from '../../../shared/bridge/contract.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import { useBridge } from '../../app/workspace-context.tsx';

interface People {
  /** Null until the shell has answered. */
  readonly people: readonly PersonOnDevice[] | null;
  readonly accounts: readonly DemoAccount[];
  readonly problem: Problem | null;
  /** Asks again: a wrong PIN changes how long a vault stays shut. */
  refresh(): void;
}

/** Who has a vault on this laptop, and the demonstration's accounts where there are any. */
export function usePeople(): People {
  const shell = useBridge();
  const [people, setPeople] = useState<readonly PersonOnDevice[] | null>(null);
  const [accounts, setAccounts] = useState<readonly DemoAccount[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);

  const refresh = useCallback(() => {
    shell.call('people.list', null).then(setPeople, (thrown) => setProblem(problemOf(thrown)));
  }, [shell]);
  useEffect(() => {
    refresh();
    shell.call('people.demonstration', null).then(setAccounts, (thrown) => setProblem(problemOf(thrown)));
  }, [shell, refresh]);
  // A laptop that was reported lost has nobody any more.
  useEffect(() => shell.on('locked', refresh), [shell, refresh]);

  return { people, accounts, problem, refresh };
}
