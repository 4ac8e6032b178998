import { readFile } from 'node:fs/promises';
import path from 'node:path';

const types: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript' };

/** Answers the window's own files. Isolated from other origins, so that its clock is fine enough. */
export function benchFiles(folder: string): (request: Request) => Promise<Response> {
  return async ({ url }) => {
    const name = path.posix.basename(new URL(url).pathname);
    const type = types[path.posix.extname(name)];
    if (!type) return new Response(null, { status: 404 });
    return new Response(await readFile(path.join(folder, name)), {
      headers: {
        'content-type': type,
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      },
    });
  };
}
