import { app, type MessagePortMain, utilityProcess } from 'electron';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { FromDatabaseProcess, ToDatabaseProcess } from '../../database/process-messages.ts';

type Type = FromDatabaseProcess['type'];
type Answer<Expected extends Type> = FromDatabaseProcess & { readonly type: Expected };
type Listener = (message: FromDatabaseProcess) => void;

/** The database process as a partner in talk. */
export interface DatabaseChild {
  readonly isAlive: boolean;
  send(message: ToDatabaseProcess, ports?: MessagePortMain[]): void;
  listen(listener: Listener): void;
  /**
   * Waits for one of these messages. Throws `database.unavailable` when the process ends first, `database.timeout` after
   * the limit.
   */
  next<Expected extends Type>(expected: readonly Expected[], limitMs: number): Promise<Answer<Expected>>;
  /** Ends the process; settles when it has ended. */
  end(): Promise<void>;
}

function isOne<Expected extends Type>(
  message: FromDatabaseProcess,
  expected: readonly Expected[],
): message is Answer<Expected> {
  return expected.some((type) => type === message.type);
}

/** Starts the process. Its first word is `ready`. `nativeBinding`: another build of SQLite than the package's own. */
export function startDatabaseChild(bundle: string, nativeBinding: string | null): DatabaseChild {
  const child = utilityProcess.fork(bundle, nativeBinding === null ? [] : [nativeBinding], {
    serviceName: 'minh-tra-database',
    stdio: app.isPackaged ? 'ignore' : 'inherit',
  });
  const listeners = new Set<Listener>();
  const onEnd = new Set<() => void>();
  let isAlive = true;
  const ended = new Promise<void>((resolve) => onEnd.add(resolve));

  child.on('message', (message: FromDatabaseProcess) => {
    for (const listener of [...listeners]) listener(message);
  });
  child.on('exit', () => {
    isAlive = false;
    for (const tell of [...onEnd]) tell();
  });

  return {
    get isAlive() {
      return isAlive;
    },
    send: (message, ports = []) => child.postMessage(message, ports),
    listen: (listener) => listeners.add(listener),
    next: (expected, limitMs) =>
      new Promise((resolve, reject) => {
        const settle = (work: () => void) => {
          clearTimeout(timer);
          listeners.delete(hear);
          onEnd.delete(fail);
          work();
        };
        const hear: Listener = (message) => {
          if (isOne(message, expected)) settle(() => resolve(message));
        };
        const fail = () => settle(() => reject(new ProblemError('database.unavailable')));
        const timer = setTimeout(() => settle(() => reject(new ProblemError('database.timeout'))), limitMs);
        if (!isAlive) return fail();
        listeners.add(hear);
        onEnd.add(fail);
      }),
    async end() {
      if (!isAlive) return;
      child.kill();
      await ended;
    },
  };
}
