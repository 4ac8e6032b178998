import { BehaviorSubject, fromEvent, fromEventPattern, map, merge } from 'rxjs';
import { databasePortMessage } from '../../../shared/bridge/channels.ts';
import { type Problem, ProblemError, problemOf } from '../../../shared/problem/problem.ts';
import { createStorageClient, type StorageClient } from '../../../shared/storage/client.ts';
import { openWorkspace } from '../../data/open-workspace.ts';
import type { Shell } from '../bridge.ts';
import type { OpenWorkspace } from './gate.tsx';

/** How long the shell may take to start the database process and send its port. */
const portWithinMs = 20_000;
/** Waits between attempts to reach the database process again; the last one is kept up. */
const retryAfterMs = [0, 250, 1_000, 4_000] as const;
/** Attempts that fail before the person is told. */
const quietAttempts = 2;

/** Asks the shell for a port to the database process, and waits for the message that brings it. */
function requestPort(shell: Shell): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      window.removeEventListener('message', onMessage);
      settle();
    };
    const timer = setTimeout(() => end(() => reject(new ProblemError('database.timeout'))), portWithinMs);
    const onMessage = ({ source, data, ports }: MessageEvent) => {
      const [port] = ports;
      if (source !== window || data?.type !== databasePortMessage || !port) return;
      end(() => resolve(port));
    };
    window.addEventListener('message', onMessage);
    shell.call('database.connect', null).catch((thrown) => end(() => reject(thrown)));
  });
}

/** Keeps a storage client on a port: when the database process ends, asks for another until there is one. */
async function keepAttached(
  shell: Shell,
  client: StorageClient,
  lost$: BehaviorSubject<Problem | null>,
  isOver: () => boolean,
): Promise<void> {
  const attach = async () => {
    const port = await requestPort(shell);
    port.addEventListener('close', () => void again());
    await client.attach(port);
    lost$.next(null);
  };
  const again = async () => {
    for (let attempt = 0; !isOver(); attempt++) {
      const [first] = retryAfterMs;
      await new Promise((resolve) => setTimeout(resolve, retryAfterMs[attempt] ?? retryAfterMs.at(-1) ?? first));
      if (isOver()) return;
      try {
        return await attach();
      } catch (thrown) {
        const problem = problemOf(thrown, 'database.unavailable');
        // A damaged file does not mend by itself, and a shut vault brings its own page.
        if (problem.code === 'database.damaged') return lost$.next(problem);
        if (attempt >= quietAttempts && problem.code !== 'database.closed') lost$.next(problem);
      }
    }
  };
  await attach();
}

/** Opens a session's database over the port that the shell sends, and keeps it reachable until it is closed. */
export function openOverPort(shell: Shell): OpenWorkspace {
  return async (session) => {
    const client = createStorageClient();
    const lost$ = new BehaviorSubject<Problem | null>(null);
    let over = false;
    const end = () => {
      over = true;
      client.close();
    };
    try {
      await keepAttached(shell, client, lost$, () => over);
      const workspace = await openWorkspace({
        storage: client.storage,
        session,
        baseUrl: `${window.location.origin}/server`,
        fetch: window.fetch.bind(window),
        clockOffset$: fromEventPattern<{ offsetMs: number }>(
          (handler) => shell.on('clock', handler),
          (_, stop) => stop(),
        ).pipe(map(({ offsetMs }) => offsetMs)),
        wake$: merge(
          fromEvent(window, 'online'),
          fromEvent(document, 'visibilitychange'),
          fromEventPattern(
            (handler) => shell.on('wake', handler),
            (_, stop) => stop(),
          ),
        ),
      });
      return { workspace, lost$, close: () => workspace.close().finally(end) };
    } catch (thrown) {
      end();
      throw thrown;
    }
  };
}
