const tokenPattern = /value-\d+-\d+-/g;
/** Plays of this process: what one has left on a server is not taken for another's. */
let plays = 0;

/**
 * Values that people entered and the program acknowledged, written down outside it. One stands until somebody who had it
 * before them put another in its place; all that stand must be in a document, its `conflicts`, or set aside with a reason.
 */
export class History {
  readonly #standing = new Set<string>();
  readonly #play = ++plays;
  #last = 0;
  #acknowledged = 0;

  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** A value that is nowhere yet. */
  next(): string {
    this.#last += 1;
    return `value-${this.#play}-${this.#last}-`;
  }

  /** The program has saved the value, in the place of what stood in `seen`. */
  saved(token: string, seen?: unknown): void {
    this.replaced(seen);
    this.#standing.add(token);
    this.#acknowledged += 1;
  }

  /** Somebody saw what stands in `seen`, and took it away. */
  replaced(seen: unknown): void {
    for (const token of tokensIn(seen)) this.#standing.delete(token);
  }

  missingIn(documents: readonly unknown[]): string[] {
    const present = new Set(tokensIn(documents));
    return [...this.#standing].filter((token) => !present.has(token));
  }

  /** Values that stand in more documents than the one that they were written into. */
  doubledIn(documents: readonly unknown[]): string[] {
    const seen = new Set<string>();
    const doubled: string[] = [];
    for (const document of documents) {
      for (const token of new Set(tokensIn(document))) {
        if (seen.has(token)) doubled.push(token);
        seen.add(token);
      }
    }
    return doubled;
  }
}

function tokensIn(value: unknown): string[] {
  return JSON.stringify(value ?? null).match(tokenPattern) ?? [];
}
