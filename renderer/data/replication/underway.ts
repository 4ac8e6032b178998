import { BehaviorSubject, filter, firstValueFrom } from 'rxjs';

/** Documents of one collection that are on their way to the server, until it is noted what became of them. */
export class Underway {
  readonly #ids$ = new BehaviorSubject<ReadonlySet<string>>(new Set());

  begin(ids: readonly string[]): void {
    this.#ids$.next(new Set([...this.#ids$.value, ...ids]));
  }

  end(ids: readonly string[]): void {
    if (this.#ids$.value.size > 0) this.#ids$.next(new Set([...this.#ids$.value].filter((id) => !ids.includes(id))));
  }

  endAll(): void {
    this.#ids$.next(new Set());
  }

  /** Resolves once none of these documents is under way. */
  async isClearOf(ids: readonly string[]): Promise<void> {
    await firstValueFrom(this.#ids$.pipe(filter((underway) => !ids.some((id) => underway.has(id)))));
  }
}
