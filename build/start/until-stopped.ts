const parentCheckMs = 1_000;

/** Resolves when the person or the system asks this program to end. A second request changes nothing. */
export function untilStopped(): Promise<void> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    // Whoever started us may be killed without a word.
    setInterval(() => process.ppid !== parent && resolve(), parentCheckMs).unref();
  });
}
