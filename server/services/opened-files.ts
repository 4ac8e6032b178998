/** How long an answer is told again to whoever did not hear it. */
const keptMs = 10 * 60_000;
const mostKept = 200;

interface Kept<Answer> {
  readonly answer: Answer;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** What came of files that were opened: once for all who ask meanwhile, and again for whoever did not hear it. Each instance for itself. */
export class OpenedFiles<Answer> {
  readonly #opening = new Map<string, Promise<Answer | null>>();
  readonly #kept = new Map<string, Kept<Answer>>();
  readonly #now: () => number;

  /** `now`: milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** What `open` answers; where that is null, since the file is not there, what came of it a moment ago, or null. */
  open(key: string, open: () => Promise<Answer | null>): Promise<Answer | null> {
    const running = this.#opening.get(key) ?? this.#opened(key, open).finally(() => this.#opening.delete(key));
    this.#opening.set(key, running);
    return running;
  }

  async #opened(key: string, open: () => Promise<Answer | null>): Promise<Answer | null> {
    const answer = await open();
    const kept = this.#kept.get(key);
    if (answer === null) return kept && kept.until > this.#now() ? kept.answer : null;
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= mostKept && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, { answer, until: this.#now() + keptMs });
    return answer;
  }
}
