import { useEffect, useState } from 'react';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { releaseOriginal } from '../../data/evidence/release.ts';
import { useEvidenceFiles } from '../../ui/evidence/evidence-files.tsx';

export interface OriginalState {
  /** `unknown` until it has been looked for. */
  readonly state: 'unknown' | 'here' | 'away' | 'fetching';
  /** Of a file that is being fetched, 0 to 1. */
  readonly share: number;
  /** Why it could not be fetched. */
  readonly problem: Problem | null;
  fetch(): void;
  /** Fetches one whose copy here is damaged: the copy goes once the server says that it has the original whole. */
  fetchAnew(): void;
}

/** Whether an original is on this laptop, and the way to bring it there. */
export function useOriginal(evidence: Evidence): OriginalState {
  const shell = useBridge();
  const { fetches } = useEvidenceFiles();
  const { sha256, sizeBytes } = evidence.signed.record;
  const [state, setState] = useState<OriginalState['state']>('unknown');
  const [share, setShare] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let isGone = false;
    fetches.has({ sha256, sizeBytes }).then(
      (isHere) => isGone || setState(isHere ? 'here' : 'away'),
      (thrown: unknown) => {
        if (isGone) return;
        setProblem(problemOf(thrown));
        setState('away');
      },
    );
    return () => {
      isGone = true;
    };
  }, [fetches, sha256, sizeBytes]);
  const fetch = () => {
    setState('fetching');
    setProblem(null);
    fetches
      .fetch(evidence.id, 'original', { sha256, sizeBytes }, (bytes) => setShare(bytes / sizeBytes))
      .then(
        () => setState('here'),
        (thrown: unknown) => {
          setProblem(problemOf(thrown));
          setState('away');
        },
      );
  };
  const fetchAnew = () => {
    releaseOriginal(shell, evidence.id, { sha256, sizeBytes }).then(
      (isReleased) => (isReleased ? fetch() : setProblem({ code: 'evidence.notAtServer' })),
      (thrown: unknown) => setProblem(problemOf(thrown)),
    );
  };
  return { state, share, problem, fetch, fetchAnew };
}
