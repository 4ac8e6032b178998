import { BehaviorSubject, filter, firstValueFrom, type Observable } from 'rxjs';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import type { NewOriginal, Originals } from './originals.ts';

/** A file that was not taken in, and why. */
export interface Refused {
  readonly name: string;
  readonly problem: Problem;
}

export interface Added {
  readonly added: readonly Evidence[];
  readonly refused: readonly Refused[];
}

/** How far the files have come that are being taken in; both counts in files. */
export interface AddingProgress {
  readonly done: number;
  readonly all: number;
}

/** Takes files in one after the other, whatever page is shown meanwhile. */
export interface Adding {
  /** Null when nothing comes in. */
  readonly progress$: Observable<AddingProgress | null>;
  /** Resolves when nothing comes in: what is done beside it waits, so that a memory card is soon free. */
  calm(): Promise<unknown>;
  add(files: readonly File[], about: Pick<NewOriginal, 'caseId' | 'ties'>): Promise<Added>;
}

export function addingTo(originals: Pick<Originals, 'add'>): Adding {
  const progress$ = new BehaviorSubject<AddingProgress | null>(null);
  let turn: Promise<unknown> = Promise.resolve();

  function more(files: number): void {
    const { done, all } = progress$.value ?? { done: 0, all: 0 };
    progress$.next({ done, all: all + files });
  }

  function less(files: number): void {
    const { done, all } = progress$.value ?? { done: 0, all: 0 };
    progress$.next(done + files < all ? { done: done + files, all } : null);
  }

  async function takeIn(files: readonly File[], about: Pick<NewOriginal, 'caseId' | 'ties'>): Promise<Added> {
    const added: Evidence[] = [];
    const refused: Refused[] = [];
    for (const [place, file] of files.entries()) {
      try {
        const original = { ...about, kind: 'document', origin: 'file', fileName: file.name, position: null } as const;
        added.push(await originals.add(file, original));
        less(1);
      } catch (thrown) {
        const problem = problemOf(thrown);
        // What stops this one stops those that follow.
        const stopped = stopping.has(problem.code) ? files.slice(place) : [file];
        refused.push(...stopped.map(({ name }) => ({ name, problem })));
        less(stopped.length);
        if (stopping.has(problem.code)) break;
      }
    }
    return { added, refused };
  }

  return {
    progress$,
    calm: () => firstValueFrom(progress$.pipe(filter((progress) => progress === null))),
    add(files, about) {
      more(files.length);
      const result = turn.then(() => takeIn(files, about));
      turn = result;
      return result;
    },
  };
}

const stopping: ReadonlySet<Problem['code']> = new Set([
  ...(['database.diskFull', 'database.readOnly', 'database.closed', 'database.unavailable'] as const),
]);
