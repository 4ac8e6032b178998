import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackageProgress } from '../../../shared/bridge/evidence-package.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import type { Absence } from '../../../shared/protocol/evidence-package.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useEvidenceFiles } from '../../ui/evidence/evidence-files.tsx';
import { useExhibitFacts } from './use-exhibit-facts.ts';
import { useTellCustody } from './use-tell-custody.ts';

const longestName = 200;

/** What is being done; `looking`: for what is on this laptop. */
export type PackageStage =
  | { readonly kind: 'looking' | 'ready' }
  | { readonly kind: 'fetching' | 'writing'; readonly progress: PackageProgress };

export interface Package {
  readonly stage: PackageStage;
  /** What goes with the package, and what of it is not on this laptop, or no longer whole there. */
  readonly included: readonly Evidence[];
  readonly away: readonly Evidence[];
  readonly damaged: readonly Evidence[];
  readonly withdrawn: readonly Evidence[];
  readonly withWithdrawn: boolean;
  includeWithdrawn(include: boolean): void;
  readonly problem: Problem | null;
  /** Brings what is not here. */
  fetch(): void;
  /** Asks where to, and writes; `onDone` with how many originals were written. */
  write(onDone: (count: number) => void): void;
  /** Ends what is being done. */
  stop(): void;
}

/** A package of the evidence that a case had at first, with what people say of it by now. */
export function usePackage(evidence: readonly Evidence[]): Package {
  const { t } = useTranslation('evidenceTab');
  const shell = useBridge();
  const { inspectionCase, today } = useCaseFile();
  const { fetches } = useEvidenceFiles();
  const facts = useExhibitFacts();
  const tell = useTellCustody();
  const [first] = useState(evidence);
  const all = useMemo(() => first.map((each) => evidence.find(({ id }) => id === each.id) ?? each), [first, evidence]);
  const [stage, setStage] = useState<PackageStage>({ kind: 'looking' });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [withWithdrawn, setWithWithdrawn] = useState(false);
  const [absent, setAbsent] = useState<ReadonlyMap<string, 'away' | 'damaged'>>(new Map());
  /** Ends what is being done. */
  const atWork = useRef(new AbortController());

  const wanted = useMemo(
    () => all.filter(({ withdrawn }) => withWithdrawn || withdrawn === null),
    [all, withWithdrawn],
  );
  const absentAs = (kind: 'away' | 'damaged') => wanted.filter(({ id }) => absent.get(id) === kind);
  const included = wanted.filter(({ id }) => !absent.has(id));
  const away = absentAs('away');

  useEffect(() => {
    let isGone = false;
    const look = async () => {
      const found = new Map<string, 'away'>();
      for (const each of first) {
        if (isGone) return;
        if (!(await fetches.has(contentOf(each)))) found.set(each.id, 'away');
      }
      if (isGone) return;
      setAbsent(found);
      setStage({ kind: 'ready' });
    };
    look().catch((thrown: unknown) => isGone || setProblem(problemOf(thrown)));
    return () => {
      isGone = true;
    };
  }, [first, fetches]);

  // Who leaves the page gives up what is being written.
  useEffect(() => () => atWork.current.abort(), []);

  const run = (work: (signal: AbortSignal) => Promise<void>) => {
    atWork.current = new AbortController();
    setProblem(null);
    work(atWork.current.signal)
      .catch((thrown: unknown) => setProblem(problemOf(thrown)))
      .finally(() => setStage({ kind: 'ready' }));
  };

  async function fetchAway(signal: AbortSignal): Promise<void> {
    const stopped = abortOf(signal);
    const allBytes = away.reduce((sum, each) => sum + contentOf(each).sizeBytes, 0);
    let before = 0;
    for (const each of away) {
      const show = (bytes: number) => {
        if (!signal.aborted) setStage({ kind: 'fetching', progress: { bytes: before + bytes, allBytes } });
      };
      show(0);
      // A file that is on its way comes to its end beside the work.
      await Promise.race([fetches.fetch(each.id, 'original', contentOf(each), show), stopped]);
      if (signal.aborted) return;
      before += contentOf(each).sizeBytes;
      setAbsent((known) => new Map([...known].filter(([id]) => id !== each.id)));
    }
  }

  function absenceOf(each: Evidence): Absence | null {
    if (each.withdrawn && !withWithdrawn) return 'withdrawn';
    return absent.get(each.id) ?? null;
  }

  async function write(signal: AbortSignal, onDone: (count: number) => void): Promise<void> {
    const { id, number, entityName } = inspectionCase;
    const name = t('package.fileName', { name: number || entityName, date: today }).slice(0, longestName);
    void abortOf(signal).then(() => shell.call('evidence.packageGiveUp', null).catch(() => undefined));
    const forget = shell.on('packageProgress', (progress) => setStage({ kind: 'writing', progress }));
    try {
      const result = await shell.call('evidence.package', {
        suggestedName: `${name}.zip`,
        case: { id, number, entityName },
        exhibits: all.map((each) => ({ ...facts(each), absence: absenceOf(each) })),
      });
      if (result.kind === 'givenUp') return;
      if (result.kind !== 'written') {
        const { kind, evidenceId } = result;
        return setAbsent((known) => new Map([...known, [evidenceId, kind]]));
      }
      for (const each of included) tell(each, 'exported');
      onDone(included.length);
    } finally {
      forget();
    }
  }

  return {
    ...{ stage, included, away, damaged: absentAs('damaged'), problem },
    withdrawn: all.filter((each) => each.withdrawn !== null),
    withWithdrawn,
    includeWithdrawn: setWithWithdrawn,
    fetch: () => run(fetchAway),
    write(onDone) {
      const allBytes = included.reduce((sum, each) => sum + contentOf(each).sizeBytes, 0);
      setStage({ kind: 'writing', progress: { bytes: 0, allBytes } });
      run((signal) => write(signal, onDone));
    },
    stop: () => atWork.current.abort(),
  };
}

function abortOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function contentOf({ signed }: Evidence) {
  const { sha256, sizeBytes } = signed.record;
  return { sha256, sizeBytes };
}
