import { existsSync } from 'node:fs';
import { type CopiedOriginals, copyOriginals } from '../../server/backup-originals.ts';

/**
 * Copies the originals that are not in `to` yet, once the database is `done` ("backed up", "restored"). Answers what an operator is told, a line;
 * throws an Error with what was not copied, and that the database was.
 */
export async function copyWithDatabase(done: string, from: string, to: string): Promise<string> {
  if (!existsSync(from)) return `There is no folder ${from}: NO originals of evidence were copied\n`;
  let copied: CopiedOriginals;
  try {
    copied = await copyOriginals(from, to);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The database was ${done}, the originals of evidence were not: ${reason}`, { cause });
  }
  const told = `${copied.copied} new originals of evidence, ${(copied.sizeBytes / 1_000_000).toFixed(0)} MB: ${to}\n`;
  if (copied.damaged.length === 0) return told;
  const damaged = copied.damaged.join('\n');
  throw new Error(
    `The database was ${done}. ${told}These are not what their names say, and were not copied:\n${damaged}`,
  );
}
