import { willSave } from './pending-saves.ts';

export interface DelayedSaveOptions<Value> {
  readonly save: (value: Value) => Promise<unknown>;
  /** Called after each save that ended: null when it is durable, else what it failed with. */
  readonly onSaved: (value: Value, thrown: unknown) => void;
  /** Saves after this long without another value, in milliseconds. */
  readonly delayMs?: number;
  /** Saves at the latest this long after the first value that is not saved, in milliseconds. */
  readonly latestMs?: number;
}

/**
 * Saves what is typed: not at every key, never later than `latestMs`, one save at a time, and always the newest value.
 * A value that could not be saved is kept and tried again by the next `set` or `flush`.
 */
export class DelayedSave<Value> {
  readonly #options: Required<DelayedSaveOptions<Value>>;
  #next: { readonly value: Value } | null = null;
  #sinceMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;
  #unregister: (() => void) | null = null;

  constructor(options: DelayedSaveOptions<Value>) {
    this.#options = { delayMs: 250, latestMs: 1_000, ...options };
  }

  /** True while a value is not durable. */
  get isPending(): boolean {
    return this.#next !== null || this.#saving !== null;
  }

  set(value: Value): void {
    const nowMs = performance.now();
    if (!this.#next) this.#sinceMs = nowMs;
    this.#next = { value };
    this.#unregister ??= willSave(() => this.flush());
    clearTimeout(this.#timer);
    const { delayMs, latestMs } = this.#options;
    const waitMs = Math.max(0, Math.min(delayMs, this.#sinceMs + latestMs - nowMs));
    this.#timer = setTimeout(() => void this.flush(), waitMs);
  }

  /** Saves now; resolves when nothing is left to save or a save has failed. Never rejects. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (!this.#next) return;
    this.#saving = this.#saveNext(this.#next);
    await this.#saving;
  }

  async #saveNext(pending: { readonly value: Value }): Promise<void> {
    let failed: unknown = null;
    try {
      await this.#options.save(pending.value);
      if (this.#next === pending) this.#next = null;
    } catch (thrown) {
      failed = thrown;
    }
    this.#saving = null;
    if (!this.#next) {
      this.#unregister?.();
      this.#unregister = null;
    }
    this.#options.onSaved(pending.value, failed);
  }
}
