import { writeBeside } from './write-beside.ts';

/** Asks where to, and writes what `print` makes; the file's path, or null when the person chose not to. Throws `file.noRoom` and `file.refused`. */
export async function savePdf(
  choose: () => Promise<string | null>,
  print: () => Promise<Uint8Array>,
): Promise<string | null> {
  const file = await choose();
  if (file === null) return null;
  const bytes = await print();
  await writeBeside(file, (handle) => handle.writeFile(bytes));
  return file;
}
