/** How long an answer is told again to whoever did not hear it. */
const keptMs = 10 * 60_000;
const mostKept = 200;

interface Kept<Answer> {
  readonly answer: Answer;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Files that are opened once: for all who ask meanwhile, and for whoever asks again since the answer was lost. Each instance for itself. */
export class OpenedFiles<Answer> {
  readonly #opening = new Map<string, Promise<Answer>>();
  readonly #kept = new Map<string, Kept<Answer>>();
  readonly #now: () => number;

  /** `now`: milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** True while the file's answer is told again without the file. */
  has(key: string): boolean {
    return this.#answer(key) !== null;
  }

  /** `open` runs once; what it throws, and what `isFinal` says may come out otherwise next time, is not kept. */
  open(key: string, open: () => Promise<Answer>, isFinal: (answer: Answer) => boolean): Promise<Answer> {
    const kept = this.#answer(key);
    if (kept !== null) return Promise.resolve(kept);
    const running = this.#opening.get(key) ?? this.#begin(key, open, isFinal);
    this.#opening.set(key, running);
    return running;
  }

  async #begin(key: string, open: () => Promise<Answer>, isFinal: (answer: Answer) => boolean): Promise<Answer> {
    try {
      const answer = await open();
      if (isFinal(answer)) this.#keep(key, answer);
      return answer;
    } finally {
      this.#opening.delete(key);
    }
  }

  #keep(key: string, answer: Answer): void {
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= mostKept && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, { answer, until: this.#now() + keptMs });
  }

  #answer(key: string): Answer | null {
    const kept = this.#kept.get(key);
    if (kept && kept.until > this.#now()) return kept.answer;
    this.#kept.delete(key);
    return null;
  }
}
