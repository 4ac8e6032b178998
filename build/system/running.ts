type Stop = () => Promise<void>;

/** What has been started, to be stopped in the opposite order, once. */
export class Running {
  #stops: Stop[] = [];
  #stopped: Promise<void> | null = null;

  /** Remembers how to stop something; if everything is being stopped already, stops it at once. */
  async add(stop: Stop): Promise<void> {
    if (this.#stopped) await stop();
    else this.#stops.push(stop);
  }

  /** Stops everything, also when one part refuses to; fails with the first refusal. */
  stopAll(): Promise<void> {
    this.#stopped ??= this.#stopInOrder();
    return this.#stopped;
  }

  async #stopInOrder(): Promise<void> {
    const refusals: unknown[] = [];
    for (const stop of this.#stops.reverse()) {
      await stop().catch((error: unknown) => refusals.push(error));
    }
    if (refusals.length > 0) throw refusals[0];
  }
}
