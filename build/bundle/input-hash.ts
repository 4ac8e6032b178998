import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** One hash over the content and names of all files below these paths; tests and notes do not count. */
export async function hashInputs(root: string, inputs: string[]): Promise<string> {
  const files = (await Promise.all(inputs.map((input) => filesBelow(path.join(root, input))))).flat();
  const lines = await Promise.all(
    files.sort().map(async (file) => {
      const content = createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
      return `${path.relative(root, file)} ${content}\n`;
    }),
  );
  return createHash('sha256').update(lines.join('')).digest('hex');
}

async function filesBelow(start: string): Promise<string[]> {
  if ((await stat(start)).isFile()) return [start];
  const entries = await readdir(start, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isInput(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function isInput(name: string): boolean {
  return !/\.test\.tsx?$|\.md$|^tsconfig\.json$/.test(name);
}
