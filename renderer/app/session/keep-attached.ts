import type { Observer } from 'rxjs';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';

/** A port as far as its end is concerned. */
export interface EndingPort {
  addEventListener(type: 'close', listener: () => void): void;
  close(): void;
}

export interface Attachment<Port extends EndingPort> {
  /** Asks the shell for a port to the database process; it starts the process where it has ended. */
  readonly nextPort: () => Promise<Port>;
  /** Goes on over this port; rejects when the port ends meanwhile. */
  readonly attach: (port: Port) => Promise<void>;
  /** Gets the problem while the process cannot be reached, and null when it can again. */
  readonly lost: Pick<Observer<Problem | null>, 'next'>;
  readonly isOver: () => boolean;
  /** It is over and there is no port: what waits for one waits in vain. May be called more than once. */
  readonly release: () => void;
  /** Waits between the attempts in milliseconds; the last one is kept up. */
  readonly waitsMs?: readonly number[];
}

const usualWaitsMs = [0, 250, 1_000, 4_000] as const;
/** Attempts that fail before the person is told. */
const quietAttempts = 2;

/**
 * Attaches a first time, and again whenever the port ends. A port of a process that is just ending ends at once, so only
 * one series of attempts runs at a time: two would take the port from each other.
 */
export async function keepAttached<Port extends EndingPort>(options: Attachment<Port>): Promise<void> {
  const { nextPort, attach, lost, isOver, release, waitsMs = usualWaitsMs } = options;
  let isTrying = true;

  const connect = async () => {
    const port = await nextPort();
    if (isOver()) return port.close();
    port.addEventListener('close', () => void tryAgain());
    await attach(port);
  };
  const tryAgain = async () => {
    if (isOver()) return release();
    if (isTrying) return;
    isTrying = true;
    for (let attempt = 0; !isOver(); attempt++) {
      await new Promise((resolve) => setTimeout(resolve, waitsMs[attempt] ?? waitsMs.at(-1) ?? 0));
      if (isOver()) break;
      try {
        await connect();
        lost.next(null);
        break;
      } catch (thrown) {
        const problem = problemOf(thrown, 'database.unavailable');
        const isQuiet = attempt < quietAttempts || problem.code === 'database.closed';
        // A damaged file does not mend by itself; a shut vault brings its own page.
        if (problem.code === 'database.damaged') {
          lost.next(problem);
          break;
        }
        if (!isQuiet) lost.next(problem);
      }
    }
    isTrying = false;
    if (isOver()) release();
  };

  await connect();
  isTrying = false;
}
