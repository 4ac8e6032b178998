import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Changes one byte in the middle of the largest sealed file below a folder. */
export async function alterLargest(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name));
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return { file, size: (await stat(file)).size };
    }),
  );
  const [largest] = sizes.sort((a, b) => b.size - a.size);
  if (!largest) throw new Error('no sealed file');
  const bytes = await readFile(largest.file);
  const at = largest.size >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(largest.file, bytes);
}
