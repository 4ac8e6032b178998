import { BehaviorSubject, filter, firstValueFrom } from 'rxjs';
import type { DeviceNotes } from './device-notes.ts';

/** The first download of all collections, one after the other: until each is whole, what is on the screen is a part. */
export class FirstDownload {
  readonly #names: readonly string[];
  readonly #notes: DeviceNotes;
  readonly #whole$ = new BehaviorSubject<ReadonlySet<string>>(new Set());
  #received = 0;

  constructor(names: readonly string[], notes: DeviceNotes) {
    this.#names = names;
    this.#notes = notes;
  }

  /** Reads how far it came before this start. */
  async recall(): Promise<void> {
    this.#whole$.next(await this.#notes.whole());
  }

  /** Documents so far; null once all is whole. */
  get received(): number | null {
    return this.#names.every((name) => this.#whole$.value.has(name)) ? null : this.#received;
  }

  add(count: number): void {
    this.#received += count;
  }

  /** Resolves when it is this collection's turn: those before it are whole, or it has been whole itself. */
  async turn(name: string): Promise<void> {
    const earlier = this.#names.slice(0, this.#names.indexOf(name));
    await firstValueFrom(
      this.#whole$.pipe(filter((whole) => whole.has(name) || earlier.every((other) => whole.has(other)))),
    );
  }

  becameWhole(name: string): void {
    if (this.#whole$.value.has(name)) return;
    this.#whole$.next(new Set([...this.#whole$.value, name]));
    // Should this not be kept, the next start only says once more that a part is there.
    void this.#notes.becameWhole(name).catch(() => undefined);
  }
}
