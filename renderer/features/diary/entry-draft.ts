/** A line of the diary that is being written; no day and nobody where the person has chosen none. */
export interface EntryDraft {
  readonly text: string;
  /** yyyy-mm-dd. */
  readonly day: string | null;
  readonly doneBy: readonly string[] | null;
}

export const emptyEntry: EntryDraft = { text: '', day: null, doneBy: null };

/** What was kept of a line, also by an earlier program, which kept its words alone. */
export function entryIn(kept: unknown): EntryDraft | null {
  if (typeof kept === 'string') return { ...emptyEntry, text: kept };
  if (typeof kept !== 'object' || kept === null || !('text' in kept) || typeof kept.text !== 'string') return null;
  const day = 'day' in kept && typeof kept.day === 'string' ? kept.day : null;
  const doneBy = 'doneBy' in kept && Array.isArray(kept.doneBy) ? kept.doneBy.filter(isText) : null;
  return { text: kept.text, day, doneBy };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
