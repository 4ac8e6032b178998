/** Saves that wait for a pause in the typing; asked for all at once before the vault is shut. */
const waiting = new Set<() => Promise<unknown>>();

/** Registers what must still be saved; returns its own removal. */
export function willSave(save: () => Promise<unknown>): () => void {
  waiting.add(save);
  return () => waiting.delete(save);
}

/**
 * Saves at once all that waits; true when all of it is durable. What fails stays with whoever registered it.
 */
export async function savePending(): Promise<boolean> {
  await Promise.allSettled([...waiting].map((save) => save()));
  return waiting.size === 0;
}
