import type { Settings } from '../../../shared/bridge/contract.ts';
import type { ReceiverState } from '../../../shared/bridge/gnss.ts';
import { longestSentence } from '../../../shared/domain/position/nmea.ts';
import {
  type Heard,
  type Hearing,
  hear,
  hearingOf,
  nothingHeard,
  positionOf,
} from '../../../shared/domain/position/receiver.ts';
import type { Position } from '../../../shared/schema/evidence.ts';
import type { OpenPort, SerialPorts } from './serial-ports.ts';

/** An external GNSS receiver on a serial port. */
export interface Receiver {
  /** Listens where the settings say, and nowhere else; a port that goes is opened again when it comes back. */
  use(settings: Pick<Settings, 'receiverPort' | 'receiverSpeed'>): void;
  state(): ReceiverState;
  /** Where the laptop is now; null where the receiver does not say so at this moment. */
  position(): Position | null;
  close(): Promise<void>;
}

export interface ReceiverParts {
  readonly ports: SerialPorts;
  /** Milliseconds by a clock that nobody sets. */
  readonly elapsedMs: () => number;
  /** The time of day, as the server tells it where it was met. */
  readonly utcMs: () => number;
}

/** How long a port that is gone is left alone. */
const againMs = 2_000;

interface Listening {
  readonly key: string;
  port: OpenPort | null;
  heard: Heard;
  isEnded: boolean;
  wake: () => void;
  done: Promise<void>;
}

export function openReceiver({ ports, elapsedMs, utcMs }: ReceiverParts): Receiver {
  let listening: Listening | null = null;

  async function listen(at: Listening, path: string, speed: number): Promise<void> {
    while (!at.isEnded) {
      try {
        at.port = await ports.open(path, speed);
        at.heard = nothingHeard;
        const onLine = (line: string) => {
          at.heard = hear(at.heard, line, elapsedMs());
        };
        // Another port may have been chosen while this one opened.
        if (!at.isEnded) await readLines(at.port, onLine);
      } catch {
        // Pulled out, used by another program, or never there: its state says so.
      }
      await at.port?.close().catch(() => undefined);
      at.port = null;
      if (!at.isEnded) await pause(at);
    }
  }

  function end(): Promise<void> {
    const ending = listening;
    listening = null;
    if (!ending) return Promise.resolve();
    ending.isEnded = true;
    ending.wake();
    void ending.port?.close().catch(() => undefined);
    return ending.done;
  }

  const hearing = (): Hearing | null => (listening?.port ? hearingOf(listening.heard, elapsedMs(), utcMs()) : null);

  return {
    use({ receiverPort, receiverSpeed }) {
      const key = `${receiverPort} ${receiverSpeed}`;
      if (listening?.key === key) return;
      const before = end();
      if (receiverPort === '') return;
      const at: Listening = {
        key,
        port: null,
        heard: nothingHeard,
        isEnded: false,
        wake: () => undefined,
        done: before,
      };
      listening = at;
      at.done = before.then(() => listen(at, receiverPort, receiverSpeed));
    },
    state() {
      if (!listening) return { kind: 'off', fix: null };
      const now = hearing();
      if (!now) return { kind: 'gone', fix: null };
      return { kind: now.kind, fix: now.kind === 'fixed' ? now.fix : null };
    },
    position() {
      const now = hearing();
      return now?.kind === 'fixed' ? positionOf(now.fix) : null;
    },
    close: end,
  };
}

/** Waits before the port is tried again, or until listening ends. */
function pause(at: Listening): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, againMs);
    at.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

/** Hands on line by line what comes; what has no end of line is cut where no sentence is so long. Throws when the port is gone. */
async function readLines(port: OpenPort, onLine: (line: string) => void): Promise<never> {
  let rest = '';
  for (;;) {
    rest += Buffer.from(await port.read()).toString('latin1');
    const lines = rest.split(/\r?\n/);
    rest = lines.pop() ?? '';
    if (rest.length > longestSentence) {
      lines.push(rest);
      rest = '';
    }
    // That something came is heard before a line of it is whole.
    for (const line of lines.length > 0 ? lines : ['']) onLine(line);
  }
}
