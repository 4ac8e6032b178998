/** Lets what was left to do be done: garbage, checkpoints, events. */
export async function quiet(): Promise<void> {
  window.gc?.();
  await new Promise((resolve) => setTimeout(resolve, quietMs));
}

const quietMs = 60;

/** Milliseconds that the work took. */
export async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
