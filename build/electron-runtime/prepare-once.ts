import { access, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from '../system/lock.ts';

/**
 * Makes `folder` by `prepare`, once: it appears whole or not at all, however many processes ask for it at once.
 * `prepare` gets an empty folder on the same disk to fill.
 */
export async function prepareOnce(folder: string, prepare: (draft: string) => Promise<void>): Promise<string> {
  if (await exists(folder)) return folder;
  const waiting = () => console.error(`Waiting for another process that prepares ${path.basename(folder)} ...`);
  await withLock(
    folder,
    async () => {
      if (await exists(folder)) return;
      const parent = path.dirname(folder);
      const draftPrefix = `.draft-${path.basename(folder)}-`;
      await mkdir(parent, { recursive: true });
      // What a killed process left: nobody else fills a draft while we hold the lock.
      const leftovers = (await readdir(parent)).filter((name) => name.startsWith(draftPrefix));
      await Promise.all(leftovers.map((name) => rm(path.join(parent, name), { recursive: true, force: true })));
      const draft = await mkdtemp(path.join(parent, draftPrefix));
      try {
        await prepare(draft);
        await rename(draft, folder);
      } finally {
        await rm(draft, { recursive: true, force: true });
      }
    },
    waiting,
  );
  return folder;
}

async function exists(folder: string): Promise<boolean> {
  return access(folder).then(
    () => true,
    () => false,
  );
}
