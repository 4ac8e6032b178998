import type { Observable, Subscription } from 'rxjs';

/** Rows of a long list by place: pages are asked for as they come into sight and stay live while they are there. */
export interface PageWindowOptions<Row> {
  readonly pageSize: number;
  /** Live rows from `skip` on, at most `limit`. */
  readonly open: (skip: number, limit: number) => Observable<readonly Row[]>;
}

interface Page<Row> {
  rows: readonly Row[];
  subscription: Subscription | null;
}

/** Pages kept after they went out of sight, so that scrolling back shows them at once. */
const keptPages = 40;

/** A window over a list of any length: holds the pages in sight, never the whole list. */
export class PageWindow<Row> {
  readonly #pageSize: number;
  readonly #open: PageWindowOptions<Row>['open'];
  readonly #pages = new Map<number, Page<Row>>();
  readonly #listeners = new Set<() => void>();
  #version = 0;
  #problem: unknown = null;
  #ready = false;

  constructor({ pageSize, open }: PageWindowOptions<Row>) {
    this.#pageSize = pageSize;
    this.#open = open;
  }

  /** Follows the pages that hold the rows from `first` to `last`, and lets go of those further away. */
  show(first: number, last: number): void {
    const from = Math.max(0, Math.floor(first / this.#pageSize));
    const to = Math.max(from, Math.floor(last / this.#pageSize));
    for (const [index, page] of this.#pages) if (index < from - 1 || index > to + 1) leave(page);
    for (let index = from; index <= to; index++) this.#follow(index);
    this.#forgetFarFrom(from, to);
  }

  /** The row at a place; undefined while its page is on its way. */
  row(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / this.#pageSize))?.rows[index % this.#pageSize];
  }

  /** True once a first page has come. */
  get ready(): boolean {
    return this.#ready;
  }

  /** What a page was refused with; null while all is well. */
  get problem(): unknown {
    return this.#problem;
  }

  /** Changes with each change of a row: for `useSyncExternalStore`. */
  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Lets go of every page; `show` follows them again. */
  close(): void {
    for (const page of this.#pages.values()) leave(page);
  }

  #follow(index: number): void {
    const page = this.#pages.get(index) ?? { rows: [], subscription: null };
    this.#pages.set(index, page);
    if (page.subscription) return;
    page.subscription = this.#open(index * this.#pageSize, this.#pageSize).subscribe({
      next: (rows) => {
        page.rows = rows;
        this.#ready = true;
        this.#changed();
      },
      error: (thrown) => {
        page.subscription = null;
        this.#problem = thrown;
        this.#ready = true;
        this.#changed();
      },
    });
  }

  #forgetFarFrom(from: number, to: number): void {
    if (this.#pages.size <= keptPages) return;
    const middle = (from + to) / 2;
    const far = [...this.#pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const index of far.slice(0, this.#pages.size - keptPages)) this.#pages.delete(index);
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

function leave(page: Page<unknown>): void {
  page.subscription?.unsubscribe();
  page.subscription = null;
}
