import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isReady, type TripCheck, tripChecks } from '../../../shared/domain/trip/trip-checks.ts';
import { problemOf } from '../../../shared/problem/problem.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useEvidenceFiles } from '../../ui/evidence/evidence-files.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { useNumberStock } from '../../ui/number/number-stock.tsx';
import { contentOf, type Gathered, gatherFacts } from './gather-facts.ts';
import { meetServer } from './meet-server.ts';
import { keepLastReady, readLastReady } from './trip-memory.ts';

export interface Trip {
  /** Null until this laptop was looked through. */
  readonly gathered: Gathered | null;
  readonly checks: readonly TripCheck[];
  readonly isReady: boolean;
  /** When everything was last ready; null where it never was. Milliseconds since 1970. */
  readonly readyMs: number | null;
  /** What is under way. */
  readonly doing: 'preparing' | 'fetching' | null;
  /** The server did not answer when it was last asked. */
  readonly isAway: boolean;
  /** Brings this laptop up to date, then looks through it again. */
  prepare(): void;
  /** Fetches the originals of the last visit. */
  fetchOriginals(): void;
}

/** What this laptop has for the case on the screen: looked through on coming in, without a network too, and after each step. */
export function useTrip(): Trip {
  const { workspace, inspectionCase } = useCaseFile();
  const shell = useBridge();
  const stock = useNumberStock();
  const { fetches } = useEvidenceFiles();
  const notices = useNotices();
  const [gathered, setGathered] = useState<Gathered | null>(null);
  const [readyMs, setReadyMs] = useState<number | null>(null);
  const [doing, setDoing] = useState<Trip['doing']>(null);
  const [isAway, setAway] = useState(false);
  const latest = useRef(inspectionCase);
  useEffect(() => {
    latest.current = inspectionCase;
  });
  const { id } = inspectionCase;
  const { collections } = workspace;

  const look = useCallback(async () => {
    const found = await gatherFacts(workspace, shell, latest.current);
    setGathered(found);
    if (!isReady(tripChecks(found.facts))) return;
    await keepLastReady(collections, id, { readyMs: found.facts.nowMs });
    setReadyMs(found.facts.nowMs);
  }, [workspace, shell, collections, id]);
  useEffect(() => {
    readLastReady(collections, id)
      .then((last) => setReadyMs(last?.readyMs ?? null))
      .then(look)
      .catch(notices.problem);
  }, [collections, id, look, notices]);

  const run = async (what: NonNullable<Trip['doing']>, work: () => Promise<void>) => {
    setDoing(what);
    try {
      await work();
    } catch (thrown) {
      if (problemOf(thrown).code !== 'database.closed') notices.problem(thrown);
    } finally {
      await look().catch(notices.problem);
      setDoing(null);
    }
  };
  const checks = useMemo(() => (gathered ? tripChecks(gathered.facts) : []), [gathered]);
  return {
    ...{ gathered, checks, readyMs, doing, isAway },
    isReady: gathered !== null && isReady(checks),
    prepare: () =>
      void run('preparing', async () => {
        setAway(!(await meetServer(workspace.sync, stock)));
      }),
    fetchOriginals: () =>
      void run('fetching', async () => {
        for (const { id: evidenceId, signed } of gathered?.earlier.evidence ?? [])
          await fetches.fetch(evidenceId, 'original', contentOf(signed.record));
      }),
  };
}
