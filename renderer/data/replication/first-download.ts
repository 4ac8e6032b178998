import { BehaviorSubject, filter, firstValueFrom } from 'rxjs';
import type { FirstDownloadProgress } from '../workspace.ts';
import type { DeviceNotes } from './device-notes.ts';

/** The first download of all collections, one after the other: until each is whole, what is on the screen is a part. */
export class FirstDownload {
  readonly #names: readonly string[];
  readonly #notes: DeviceNotes;
  readonly #whole$ = new BehaviorSubject<ReadonlySet<string>>(new Set());
  readonly #received = new Map<string, number>();
  readonly #remaining = new Map<string, number>();

  constructor(names: readonly string[], notes: DeviceNotes) {
    this.#names = names;
    this.#notes = notes;
  }

  /** Reads how far it came before this start. */
  async recall(): Promise<void> {
    this.#whole$.next(await this.#notes.whole());
  }

  /** Null once all is whole. */
  get progress(): FirstDownloadProgress | null {
    const whole = this.#whole$.value;
    const missing = this.#names.filter((name) => !whole.has(name));
    if (missing.length === 0) return null;
    const shares = missing.map((name) => this.#shareOf(name));
    return {
      received: sum(this.#names.map((name) => this.#received.get(name) ?? 0)),
      remaining: sum(missing.map((name) => this.#remaining.get(name) ?? 0)),
      share: (this.#names.length - missing.length + sum(shares)) / this.#names.length,
    };
  }

  /** Documents of a collection are here. */
  has(name: string, count: number): void {
    this.#received.set(name, (this.#received.get(name) ?? 0) + count);
  }

  /** The server still holds so many of a collection. */
  awaits(name: string, remaining: number): void {
    this.#remaining.set(name, remaining);
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

  #shareOf(name: string): number {
    const received = this.#received.get(name) ?? 0;
    const remaining = this.#remaining.get(name);
    return remaining === undefined || received === 0 ? 0 : received / (received + remaining);
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
