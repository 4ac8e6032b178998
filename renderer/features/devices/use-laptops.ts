import { useCallback, useEffect, useRef, useState } from 'react';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import type { RegisteredDevice } from '../../../shared/protocol/devices.ts';
import { useSyncStatus } from '../../app/use-sync.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { useRemembered } from '../../ui/memory.tsx';
import { askAgainInMs, withReports } from './laptops.ts';

export interface Laptops {
  /** Null until they were told once in this sitting. */
  readonly devices: readonly RegisteredDevice[] | null;
  /** Why they could not be asked for last; null while all is well. */
  readonly problem: Problem | null;
  reload(): void;
  /** Reports one lost; answers what that came to. Throws the problem that stood in the way. */
  report(device: RegisteredDevice): Promise<RegisteredDevice['revocation']>;
}

/** The laptops as the server last told them; asked for at each visit, and again by itself while the server is away. */
export function useLaptops(): Laptops {
  const { devices: server, now } = useWorkspace();
  const [devices, setDevices] = useRemembered<readonly RegisteredDevice[] | null>('devices.list', null);
  const [reports, setReports] = useRemembered<Readonly<Record<string, string>>>('devices.reports', {});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const told = useRef(setDevices);
  told.current = setDevices;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn asks anew.
  useEffect(() => {
    const leave = new AbortController();
    server.list(leave.signal).then(
      (list) => {
        if (leave.signal.aborted) return;
        told.current(list);
        setProblem(null);
      },
      (thrown) => {
        if (!leave.signal.aborted) setProblem(problemOf(thrown));
      },
    );
    return () => leave.abort();
  }, [server, turn]);
  useAskedAgain(problem, reload);

  return {
    devices: devices && withReports(devices, reports),
    problem,
    reload,
    report: async ({ id }) => {
      const came = await server.revoke(id);
      setReports({ ...reports, [id]: new Date(now()).toISOString() });
      reload();
      return came;
    },
  };
}

/** Asks again at once when the network is back, and from time to time where the problem is another. */
function useAskedAgain(problem: Problem | null, reload: () => void): void {
  const { state } = useSyncStatus();
  const isReachable = state !== 'offline' && state !== 'paused';
  const wasReachable = useRef(isReachable);
  useEffect(() => {
    const isBack = isReachable && !wasReachable.current;
    wasReachable.current = isReachable;
    if (!problem) return;
    if (isBack) return reload();
    const inMs = askAgainInMs(problem);
    if (inMs === null) return;
    const timer = setTimeout(reload, inMs);
    return () => clearTimeout(timer);
  }, [problem, isReachable, reload]);
}
