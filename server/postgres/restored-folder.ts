import { existsSync } from 'node:fs';
import { renameDurably } from './durable-files.ts';

/** A data folder that is being restored: half, and removed by the next restore. */
export const unfinishedFolder = (folder: string): string => `${folder}.restoring`;
/** One that is whole and waits to take the place of the present one. */
const waitingFolder = (folder: string): string => `${folder}.restored`;

/** From here on the restore holds, whatever ends this process: who next uses the folder puts it in its place. */
export function finishRestore(folder: string): void {
  renameDurably(unfinishedFolder(folder), waitingFolder(folder));
}

/**
 * Puts what was restored in the place of the present folder, where something waits for that. Answers where the present one
 * is now, or null where there was none. The caller holds the folder, and no database runs in it.
 */
export function putRestoredInPlace(folder: string): string | null {
  if (!existsSync(waitingFolder(folder))) return null;
  let replaced: string | null = null;
  if (existsSync(folder)) {
    replaced = `${folder}.replaced-${new Date().toISOString().replaceAll(/[-:.]/g, '')}`;
    renameDurably(folder, replaced);
  }
  renameDurably(waitingFolder(folder), folder);
  return replaced;
}
