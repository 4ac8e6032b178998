import { ProblemError } from '../../../shared/problem/problem.ts';
import { writeDurably } from './durable-file.ts';

/** Asks where to, and writes the content; the file's path, or null when the person chose not to. Throws `file.refused`. */
export async function saveFile(
  choose: () => Promise<string | null>,
  content: string | Uint8Array,
): Promise<string | null> {
  const file = await choose();
  if (file === null) return null;
  try {
    await writeDurably(file, content);
  } catch (thrown) {
    throw new ProblemError('file.refused', undefined, { cause: thrown });
  }
  return file;
}
