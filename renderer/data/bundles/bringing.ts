import { BehaviorSubject, distinctUntilChanged, filter, map, type Observable, type Subscription } from 'rxjs';
import type { CallInput, CallOutput } from '../../../shared/bridge/contract.ts';
import { catalogue, type ProblemCode } from '../../../shared/problem/catalogue.ts';
import { type Problem, ProblemError, problemOf } from '../../../shared/problem/problem.ts';
import type { BroughtReply } from '../../../shared/protocol/brought-files.ts';
import { backoffMs } from '../replication/backoff.ts';
import type { Workspace } from '../workspace.ts';

type BringCall = `bundle.${'bring' | 'bringRead' | 'bringNext' | 'openAtServer' | 'discard'}`;
export interface BringShell {
  call<Name extends BringCall>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
}

/** How a file stands that is brought to the server for a colleague; sizes in bytes. */
export type BringingState =
  | { readonly kind: 'none' | 'choosing' }
  | { readonly kind: 'reading' | 'sending' | 'opening'; readonly done: number; readonly all: number }
  /** It goes on by itself, or when it is told to. */
  | { readonly kind: 'waiting'; readonly problem: Problem }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'brought'; readonly reply: BroughtReply };

/** Brings files to the server, one at a time, whatever page is shown: from where it was cut off, as soon as the server is back. */
export interface Bringing {
  readonly state$: Observable<BringingState>;
  /** Asks which file, and brings it; goes on at once with one that waits. */
  start(): void;
  /** Leaves it: what has come stays at the server for a while, and is not sent again. */
  stop(): void;
  close(): void;
}

interface File {
  readonly fileId: string;
  readonly sizeBytes: number;
  hasBeenRead: boolean;
  /** The most that the server has had of it. */
  sentBytes: number;
  isWorkedOn: boolean;
}

/** What passes by itself though it is not to be tried again at once. */
const passing: ReadonlySet<ProblemCode> = new Set(['session.expired']);

export function openBringing(shell: BringShell, { status$ }: Pick<Workspace['sync'], 'status$'>): Bringing {
  const state$ = new BehaviorSubject<BringingState>({ kind: 'none' });
  let file: File | null = null;
  let failures = 0;
  let isClosed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** What is told of a file that was left is not shown. */
  const told = (of: File) => (state: BringingState) => {
    if (file === of) state$.next(state);
  };

  async function read(of: File): Promise<void> {
    const { fileId, sizeBytes: all } = of;
    for (let done = 0; !of.hasBeenRead && file === of; of.hasBeenRead = done === all) {
      told(of)({ kind: 'reading', done, all });
      done = await shell.call('bundle.bringRead', { fileId });
    }
  }

  async function send(of: File): Promise<void> {
    const { fileId, sizeBytes: all } = of;
    for (let done = 0; done < all && file === of; ) {
      told(of)({ kind: 'sending', done: Math.max(done, of.sentBytes), all });
      done = await shell.call('bundle.bringNext', { fileId });
      if (done > of.sentBytes) failures = 0;
      of.sentBytes = Math.max(done, of.sentBytes);
    }
  }

  /** What came of it; null where the server has it no more. */
  async function opened(of: File): Promise<BroughtReply | null> {
    const { fileId, sizeBytes: all } = of;
    told(of)({ kind: 'opening', done: all, all });
    try {
      return await shell.call('bundle.openAtServer', { fileId });
    } catch (thrown) {
      if (problemOf(thrown).code === 'notFound') return null;
      throw thrown;
    }
  }

  /** Null where it was left meanwhile. */
  async function carry(of: File): Promise<BroughtReply | null> {
    await read(of);
    if (file === of && (of.sentBytes === 0 || of.sentBytes === of.sizeBytes)) {
      // It may have been opened, and the answer lost, or the program locked meanwhile.
      const before = await opened(of);
      if (before) return before;
      of.sentBytes = 0;
    }
    await send(of);
    return file === of ? demanded(await opened(of)) : null;
  }

  /** A stick that was drawn has to be chosen again; the server comes back by itself. */
  function isPassing({ code }: Problem): boolean {
    return code !== 'bundle.unreadable' && (catalogue[code].retry || passing.has(code));
  }

  function leave(state: BringingState): void {
    const left = file;
    file = null;
    clearTimeout(timer);
    state$.next(state);
    if (left) shell.call('bundle.discard', { fileId: left.fileId }).catch(() => undefined);
  }

  async function work(of: File): Promise<void> {
    clearTimeout(timer);
    if (of.isWorkedOn) return;
    of.isWorkedOn = true;
    try {
      const reply = await carry(of);
      if (reply && file === of) leave({ kind: 'brought', reply });
    } catch (thrown) {
      if (file !== of) return;
      const problem = problemOf(thrown);
      if (!isPassing(problem)) return leave({ kind: 'failed', problem });
      failures += 1;
      state$.next({ kind: 'waiting', problem });
      timer = setTimeout(goOn, backoffMs(failures, Math.random));
    } finally {
      of.isWorkedOn = false;
    }
  }

  async function choose(): Promise<void> {
    state$.next({ kind: 'choosing' });
    try {
      const begun = await shell.call('bundle.bring', null);
      if (!begun) return state$.next({ kind: 'none' });
      const { fileId, sizeBytes } = begun;
      file = { fileId, sizeBytes, hasBeenRead: false, sentBytes: 0, isWorkedOn: false };
      failures = 0;
      if (isClosed) leave({ kind: 'none' });
      else await work(file);
    } catch (thrown) {
      state$.next({ kind: 'failed', problem: problemOf(thrown) });
    }
  }

  function goOn(): void {
    if (file) void work(file);
  }

  const status: Subscription = status$
    .pipe(
      map(({ state }) => state !== 'offline' && state !== 'paused'),
      distinctUntilChanged(),
      filter(Boolean),
    )
    .subscribe(goOn);

  return {
    state$,
    start() {
      if (file) goOn();
      else if (state$.value.kind !== 'choosing') void choose();
    },
    stop: () => leave({ kind: 'none' }),
    close() {
      isClosed = true;
      leave({ kind: 'none' });
      status.unsubscribe();
      state$.complete();
    },
  };
}

/** The server has just said that it has all of it. */
function demanded(reply: BroughtReply | null): BroughtReply {
  if (!reply) throw new ProblemError('server.failed');
  return reply;
}
