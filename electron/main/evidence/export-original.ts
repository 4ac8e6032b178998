import { ProblemError } from '../../../shared/problem/problem.ts';
import { giveBack } from '../files/give-back.ts';
import { writeBeside } from '../files/write-beside.ts';
import type { EvidenceStore } from './evidence-store.ts';
import type { Content } from './sealed-writer.ts';

/**
 * Asks where to, and writes an original there, open for everybody who comes by that file; its path, or null when the person chose not to.
 * Throws `notFound` when it is not on this laptop, `evidence.damaged`, `file.noRoom` and `file.refused`.
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
    if (file === null) return null;
    await writeBeside(file, async (handle) => {
      for await (const piece of reader.read(0, reader.sizeBytes)) {
        await handle.writeFile(piece);
        giveBack(piece);
      }
    });
    return file;
  } finally {
    await reader.close();
  }
}
