import { openConflicts } from '../../../shared/domain/merge/settle.ts';
import type { Synced } from '../../../shared/schema/common.ts';

/** How many fields wait for a person to choose between two values, kept up as documents are written. */
export class OpenConflicts {
  readonly #byDocument = new Map<string, number>();
  total = 0;

  /** A document is now in this state. */
  wrote(key: string, state: object): void {
    const count = countIn(state);
    const before = this.#byDocument.get(key) ?? 0;
    if (count === before) return;
    this.total += count - before;
    if (count === 0) this.#byDocument.delete(key);
    else this.#byDocument.set(key, count);
  }
}

function countIn(state: object): number {
  const { conflicts, _deleted } = state as Partial<Synced> & { readonly _deleted?: boolean };
  if (_deleted || !Array.isArray(conflicts) || conflicts.length === 0) return 0;
  return openConflicts(state as Synced).length;
}
