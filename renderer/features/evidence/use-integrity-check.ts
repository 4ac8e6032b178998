import { useEffect, useState } from 'react';
import type { OriginalCheck } from '../../../shared/bridge/contract.ts';
import { type ChainFault, chainFaults, clockSetBacks, type SetBack } from '../../../shared/domain/evidence/chain.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useBridge } from '../../app/workspace-context.tsx';

export interface IntegrityCheck {
  /** How many were looked at so far. */
  readonly done: number;
  /** Null until all were. */
  readonly found: Found | null;
  readonly problem: Problem | null;
}

export interface Found {
  readonly whole: number;
  /** Not on this laptop: nothing is known of their bytes. */
  readonly away: number;
  /** Ids of evidence whose original is not what it was. */
  readonly damaged: readonly string[];
  readonly faults: readonly ChainFault[];
  /** No fault of a record: the time that it names is another matter. */
  readonly setBacks: readonly SetBack[];
}

/** Looks through all originals of a case on this laptop, and through the chains of their records, as the evidence stood at first. */
export function useIntegrityCheck(evidence: readonly Evidence[]): IntegrityCheck {
  const shell = useBridge();
  const [all] = useState(evidence);
  const [state, setState] = useState<IntegrityCheck>({ done: 0, found: null, problem: null });
  useEffect(() => {
    let isGone = false;
    const check = async () => {
      const checks = new Map<string, OriginalCheck>();
      for (const { id, signed } of all) {
        if (isGone) return;
        checks.set(id, await shell.call('evidence.check', signed));
        setState({ done: checks.size, found: null, problem: null });
      }
      const records = all.map(({ signed }) => signed);
      const faults = await chainFaults(records, async ({ record }) => checks.get(record.evidenceId)?.isSigned ?? false);
      const ids = (state: OriginalCheck['original']) =>
        [...checks].filter(([, { original }]) => original === state).map(([id]) => id);
      const originals = { whole: ids('whole').length, away: ids('away').length, damaged: ids('damaged') };
      const found = { ...originals, faults, setBacks: clockSetBacks(records) };
      if (!isGone) setState({ done: checks.size, found, problem: null });
    };
    check().catch((thrown: unknown) => {
      if (!isGone) setState((before) => ({ ...before, problem: problemOf(thrown) }));
    });
    return () => {
      isGone = true;
    };
  }, [all, shell]);
  return state;
}
