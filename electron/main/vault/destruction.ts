import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { eraseFile, makeFolder, readBytes, syncFolder, writeDurably } from '../files/durable-file.ts';
import { isVaultFile } from './vault-file.ts';

/** Stands in the folder of people from before the first key is destroyed until nothing is left: a start that finds it goes on. */
const markName = 'revoked';

/**
 * Destroys every wrap of every data key below the folder of people: vaults, their copies, what a crash left of one, and vaults
 * that were given up. Each is tried, then throws the first failure.
 */
export async function destroyKeys(root: string): Promise<void> {
  await makeFolder(root);
  // A disk that is full keeps no mark, and must not keep the keys.
  await writeDurably(path.join(root, markName), '').catch(() => undefined);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && isVaultFile(entry.name));
  const erased = await Promise.allSettled(files.map((file) => eraseFile(path.join(file.parentPath, file.name))));
  const failure = erased.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
}

/** Destroys every key, then deletes all that people have here. Nothing of it may be open. */
export async function destroyEverything(root: string): Promise<void> {
  try {
    await destroyKeys(root);
  } finally {
    const names = (await readdir(root)).filter((name) => name !== markName);
    for (const name of names) await rm(path.join(root, name), { recursive: true, force: true, maxRetries: 5 });
    await syncFolder(root);
    await rm(path.join(root, markName), { force: true });
    await syncFolder(root);
  }
}

/** Goes on with a destruction that was cut off; does nothing where none was. */
export async function finishDestruction(root: string): Promise<void> {
  if ((await readBytes(path.join(root, markName))) !== null) await destroyEverything(root);
}
