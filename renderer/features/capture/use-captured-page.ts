import { useEffect, useState } from 'react';
import { type CaptureStep, mostCaptured, type PageState } from '../../../shared/bridge/capture.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { newId } from '../../data/ulid.ts';

type Outcome = { readonly originals: number; readonly isCut: boolean } | { readonly problem: Problem };

/** The page below the bar, and what can be done with it. */
export interface CapturedPage {
  readonly state: PageState;
  readonly isTaking: boolean;
  /** Of the last thing that was asked for, until the page goes elsewhere. */
  readonly outcome: Outcome | null;
  visit(address: string): void;
  step(step: CaptureStep): void;
  take(): void;
}

const nothing: PageState = {
  ...{ caseName: '', address: '', title: '', isLoading: false, mayGoBack: false, mayGoForward: false },
  ...{ connection: 'none', trouble: 'none', failure: '' },
  certificate: { subject: '', issuer: '', validTo: '', verdict: '' },
};

export function useCapturedPage(): CapturedPage {
  const shell = useBridge();
  const [state, setState] = useState(nothing);
  const [isTaking, setTaking] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  useEffect(() => shell.on('captureState', setState), [shell]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was said is about the page that was there
  useEffect(() => setOutcome(null), [state.address]);
  const fail = (thrown: unknown) => setOutcome({ problem: problemOf(thrown) });
  return {
    state,
    isTaking,
    outcome,
    visit(address) {
      setOutcome(null);
      shell.call('capture.visit', { address }).catch(fail);
    },
    step(step) {
      setOutcome(null);
      shell.call('capture.step', { step }).catch(fail);
    },
    take() {
      setTaking(true);
      setOutcome(null);
      shell
        .call('capture.takePage', { evidenceIds: Array.from({ length: mostCaptured }, () => newId()) })
        .then(setOutcome, fail)
        .finally(() => setTaking(false));
    },
  };
}
