import { writeBeside } from './write-beside.ts';

/**
 * Asks where to, and writes what `make` then gives; the file's path, or null when the person chose not to. Throws `file.noRoom` and
 * `file.refused`, and the problems that `make` throws.
 */
export async function saveFile(
  choose: () => Promise<string | null>,
  make: () => string | Uint8Array | Promise<Uint8Array>,
): Promise<string | null> {
  const file = await choose();
  if (file === null) return null;
  const content = await make();
  await writeBeside(file, (handle) => handle.writeFile(content));
  return file;
}
