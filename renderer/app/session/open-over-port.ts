import { BehaviorSubject, filter, fromEvent, fromEventPattern, map, merge } from 'rxjs';
import { databasePortMessage } from '../../../shared/bridge/channels.ts';
import { type Problem, ProblemError } from '../../../shared/problem/problem.ts';
import { createStorageClient } from '../../../shared/storage/client.ts';
import type { FromEngine } from '../../../shared/storage/contract.ts';
import { openWorkspace } from '../../data/open-workspace.ts';
import { savePending } from '../../data/pending-saves.ts';
import type { Shell } from '../bridge.ts';
import { Program } from '../Program.tsx';
import type { OpenWorkspace } from './gate.tsx';
import { keepAttached } from './keep-attached.ts';

/** How long the shell may take to start the database process and send its port. */
const portWithinMs = 20_000;

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

/**
 * Tells of a damaged file as soon as any call meets it: a file that was closed in order is read page by page, so the damage
 * may come to light long after the opening, in a list that would only stay empty.
 */
function watchForDamage(port: MessagePort, tell: (problem: Problem) => void): void {
  port.addEventListener('message', ({ data }: MessageEvent<Partial<FromEngine>>) => {
    for (const reply of data.replies ?? []) {
      if ('problem' in reply && reply.problem.code === 'database.damaged') tell(reply.problem);
    }
  });
}

/** Opens a session's database over the port that the shell sends, and keeps it reachable until it is closed. */
export function openOverPort(shell: Shell): OpenWorkspace {
  let asked: Promise<unknown> = Promise.resolve();
  /** One after the other: a port that comes is taken by all who wait for one. */
  const nextPort = () => {
    const port = asked.then(() => requestPort(shell));
    asked = port.catch(() => undefined);
    return port;
  };

  return async (session) => {
    const client = createStorageClient();
    const lost$ = new BehaviorSubject<Problem | null>(null);
    let over = false;
    const end = () => {
      over = true;
      client.close();
    };
    try {
      await keepAttached({
        nextPort,
        attach: (port) => {
          watchForDamage(port, (problem) => lost$.next(problem));
          return client.attach(port);
        },
        lost: lost$,
        isOver: () => over,
        release: end,
      });
      const workspace = await openWorkspace({
        storage: client.storage,
        session,
        baseUrl: `${window.location.origin}/server`,
        fetch: window.fetch.bind(window),
        clockOffset$: fromEventPattern<{ offsetMs: number }>(
          (handler) => shell.on('clock', handler),
          (_, stop) => stop(),
        ).pipe(map(({ offsetMs }) => offsetMs)),
        online$: merge(fromEvent(window, 'online'), fromEvent(window, 'offline')).pipe(map(() => navigator.onLine)),
        wake$: merge(
          fromEvent(document, 'visibilitychange').pipe(filter(() => document.visibilityState === 'visible')),
          fromEventPattern(
            (handler) => shell.on('wake', handler),
            (_, stop) => stop(),
          ),
        ),
      });
      const close = async () => {
        // The vault is shut, and the next port is another opening's. Without one of its own nothing more is written: whoever opens the
        // vault again would wait for what waits in vain.
        over = true;
        if (!client.isAttached) end();
        try {
          // What was typed a moment ago still waits for a pause in the typing.
          await savePending();
          await workspace.close();
        } finally {
          end();
        }
      };
      return { workspace, lost$, Program, close };
    } catch (thrown) {
      end();
      throw thrown;
    }
  };
}
