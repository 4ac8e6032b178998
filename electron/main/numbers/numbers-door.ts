import { ProblemError } from '../../../shared/problem/problem.ts';
import { type Numbers, type NumbersParts, openNumbers } from './numbers.ts';

/** The official numbers of an open vault, opened when they are first asked for: a start waits for none. */
export interface NumbersDoor {
  open(): Promise<Numbers>;
  close(): Promise<void>;
}

export function numbersDoor(parts: NumbersParts): NumbersDoor {
  let opening: Promise<Numbers> | null = null;
  let isShut = false;
  return {
    open() {
      if (isShut) return Promise.reject(new ProblemError('database.closed'));
      // What failed, a full disk for one, is tried again.
      opening ??= openNumbers(parts).catch((thrown: unknown) => {
        opening = null;
        throw thrown;
      });
      return opening;
    },
    async close() {
      isShut = true;
      const numbers = await opening?.catch(() => null);
      numbers?.close();
    },
  };
}
