/** Ends at once when asked to, and takes the commands that still run along (they listen for our exit). */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
}
