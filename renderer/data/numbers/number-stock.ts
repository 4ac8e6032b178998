import { BehaviorSubject, distinctUntilChanged, filter, map, type Observable } from 'rxjs';
import type { CallInput, CallName, CallOutput } from '../../../shared/bridge/contract.ts';
import { fewNumbers, type HeldNumbers, type SeriesRef, type TakeInput } from '../../../shared/bridge/numbers.ts';
import { problemOf } from '../../../shared/problem/problem.ts';
import type { Workspace } from '../workspace.ts';

/** The calls to the shell that numbers need. */
export interface NumberShell {
  call<Name extends CallName & `numbers.${string}`>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
}

/** The official numbers on this laptop. They are filled up by themselves whenever the server is met. */
export interface NumberStock {
  /** Null until it is known. */
  readonly held$: Observable<readonly HeldNumbers[] | null>;
  /** The number of a document: the same one however often it is asked for. Throws `numbers.none`. */
  take(input: TakeInput): Promise<number>;
  /** Nothing more is taken of what is left of a series. */
  giveBack(series: SeriesRef, reason: string): Promise<void>;
  /** Tells the server what was used and has it fill up what runs short, now. Throws `server.away` and the like. */
  fill(): Promise<void>;
  close(): void;
}

export interface NumberStockParts {
  readonly workspace: Pick<Workspace, 'sync'>;
  readonly shell: NumberShell;
  /** Which numbers this laptop should hold now. */
  readonly wanted: () => Promise<readonly SeriesRef[]>;
}

/** How many of a series are left. */
export function leftOf(held: readonly HeldNumbers[] | null, { year, symbol }: SeriesRef): number {
  return held?.find((each) => each.year === year && each.symbol === symbol)?.left ?? 0;
}

export function openNumberStock({ workspace, shell, wanted }: NumberStockParts): NumberStock {
  const held$ = new BehaviorSubject<readonly HeldNumbers[] | null>(null);
  let isClosed = false;

  const read = async () => held$.next(await shell.call('numbers.held', null));
  const contact = async (isAsked: boolean) => {
    try {
      held$.next(await shell.call('numbers.contact', { wanted: [...(await wanted())], isAsked }));
    } catch (thrown) {
      // Cut off in the middle, some series have come.
      await read();
      throw thrown;
    }
  };
  /** What fails now is tried when the server is met again. */
  const fillQuietly = () => {
    if (isClosed) return;
    contact(false).catch((thrown: unknown) => console.warn('numbers not filled:', problemOf(thrown).code));
  };

  read().catch((thrown: unknown) => console.warn('numbers not read:', problemOf(thrown).code));
  const following = workspace.sync.status$
    .pipe(
      map(({ state }) => state === 'upToDate'),
      distinctUntilChanged(),
      filter((isMet) => isMet),
    )
    .subscribe(fillQuietly);
  return {
    held$,
    async take(input) {
      const { number } = await shell.call('numbers.take', input);
      await read();
      if (leftOf(held$.value, input) < fewNumbers) fillQuietly();
      return number;
    },
    async giveBack(series, reason) {
      const { year, symbol } = series;
      await shell.call('numbers.giveBack', { year, symbol, reason });
      await read();
    },
    fill: () => contact(true),
    close() {
      isClosed = true;
      following.unsubscribe();
    },
  };
}
