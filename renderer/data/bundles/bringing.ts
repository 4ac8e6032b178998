import { BehaviorSubject, distinctUntilChanged, filter, map, type Observable, type Subscription } from 'rxjs';
import type { CallInput, CallOutput } from '../../../shared/bridge/contract.ts';
import { catalogue, type ProblemCode } from '../../../shared/problem/catalogue.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
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
}

/** What passes by itself though it is not to be tried again at once. */
const passing: ReadonlySet<ProblemCode> = new Set(['session.expired']);

export function openBringing(shell: BringShell, { status$ }: Pick<Workspace['sync'], 'status$'>): Bringing {
  const state$ = new BehaviorSubject<BringingState>({ kind: 'none' });
  let file: File | null = null;
  let isWorking = false;
  let failures = 0;
  let isClosed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** What is told of a file that was left is not shown. */
  const told = (of: File) => (state: BringingState) => {
    if (file === of) state$.next(state);
  };

  async function carry(of: File): Promise<BroughtReply> {
    const { fileId, sizeBytes: all } = of;
    const tell = told(of);
    for (let done = 0; !of.hasBeenRead && file === of; of.hasBeenRead = done === all) {
      tell({ kind: 'reading', done, all });
      done = await shell.call('bundle.bringRead', { fileId });
    }
    for (let done = 0; done < all && file === of; ) {
      tell({ kind: 'sending', done, all });
      done = await shell.call('bundle.bringNext', { fileId });
      failures = 0;
    }
    tell({ kind: 'opening', done: all, all });
    return shell.call('bundle.openAtServer', { fileId });
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
    if (isWorking) return;
    isWorking = true;
    try {
      const reply = await carry(of);
      if (file === of) leave({ kind: 'brought', reply });
    } catch (thrown) {
      if (file !== of) return;
      const problem = problemOf(thrown);
      if (!isPassing(problem)) return leave({ kind: 'failed', problem });
      failures += 1;
      state$.next({ kind: 'waiting', problem });
      timer = setTimeout(goOn, backoffMs(failures, Math.random));
    } finally {
      isWorking = false;
      // Another was chosen meanwhile.
      if (file && file !== of) void work(file);
    }
  }

  async function choose(): Promise<void> {
    state$.next({ kind: 'choosing' });
    try {
      const begun = await shell.call('bundle.bring', null);
      if (!begun) return state$.next({ kind: 'none' });
      file = { ...begun, hasBeenRead: false };
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
