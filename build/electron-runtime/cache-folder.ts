import { access, constants, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { repositoryFolder } from '../system/repository.ts';

/**
 * Where prepared runtimes are kept: `MINH_TRA_CACHE_DIR`, else the person's cache (so that a second clone is quick),
 * else `.cache` in the repository.
 */
export async function cacheFolder(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const own = path.join(repositoryFolder, '.cache');
  const wanted = env.MINH_TRA_CACHE_DIR || path.join(env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'minh-tra');
  for (const folder of [path.resolve(wanted), own]) {
    try {
      await mkdir(folder, { recursive: true });
      await access(folder, constants.W_OK);
      return folder;
    } catch (error) {
      if (folder === own || env.MINH_TRA_CACHE_DIR) throw error;
    }
  }
  return own;
}
