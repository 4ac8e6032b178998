import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { EvidenceStore } from './evidence-store.ts';
import type { SealedReader } from './sealed-reader.ts';
import type { Content } from './sealed-writer.ts';

/**
 * Asks where to, and writes an original there, open for everybody who comes by that file; its path, or null when the person chose not to.
 * Throws `notFound` when it is not on this laptop, `evidence.damaged`, and `file.refused`.
 */
export async function exportOriginal(
  store: EvidenceStore,
  content: Content,
  choose: () => Promise<string | null>,
): Promise<string | null> {
  const reader = await store.read(content);
  if (!reader) throw new ProblemError('notFound');
  try {
    const file = await choose();
    if (file !== null) await copyTo(file, reader);
    return file;
  } finally {
    await reader.close();
  }
}

/** The file is there whole, or not at all. */
async function copyTo(file: string, reader: SealedReader): Promise<void> {
  const temporary = `${file}.${process.pid}.new`;
  let handle: FileHandle | undefined;
  try {
    handle = await open(temporary, 'w', 0o600);
    for await (const piece of reader.read(0, reader.sizeBytes)) await handle.writeFile(piece);
    await handle.sync();
    await handle.close();
    await rename(temporary, file);
  } catch (thrown) {
    await handle?.close().catch(() => undefined);
    await rm(temporary, { force: true }).catch(() => undefined);
    throw thrown instanceof ProblemError ? thrown : new ProblemError('file.refused', undefined, { cause: thrown });
  }
}
