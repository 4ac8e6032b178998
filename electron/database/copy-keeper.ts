import type { Problem } from '../../shared/problem/problem.ts';
import type { Engine } from './engine.ts';
import { copiedAt } from './last-good-copy.ts';
import { plainProblemOf } from './sqlite-problem.ts';

const dueAfterMs = 30 * 60_000;
const dueAfterCommits = 500;
const idleMs = 60_000;

/**
 * Keeps the last good copy of a file young: when it closes, and when nothing has been saved for a minute, if the copy
 * is older than half an hour and the file has changed since (after 500 commits while it stays open).
 */
export class CopyKeeper {
  readonly #engine: Engine;
  readonly #onProblem: (problem: Problem) => void;
  readonly #onCopied: (at: Date) => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(engine: Engine, onProblem: (problem: Problem) => void, onCopied: (at: Date) => void) {
    this.#engine = engine;
    this.#onProblem = onProblem;
    this.#onCopied = onCopied;
  }

  committed(): void {
    if (this.#engine.commitsSinceCopy < dueAfterCommits) return;
    if (this.#timer) this.#timer.refresh();
    else this.#timer = setTimeout(() => this.#whenIdle(), idleMs).unref();
  }

  writeIfDue(): void {
    const at = copiedAt(this.#engine.file);
    if (this.#engine.commitsSinceCopy > 0 && (!at || Date.now() - at.getTime() > dueAfterMs)) this.write();
  }

  write(): void {
    try {
      this.#engine.writeCopy();
      this.#onCopied(copiedAt(this.#engine.file) ?? new Date());
    } catch (thrown) {
      this.#onProblem(plainProblemOf(thrown));
    }
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #whenIdle(): void {
    this.#timer = null;
    this.writeIfDue();
  }
}
