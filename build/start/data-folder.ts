import { existsSync } from 'node:fs';
import path from 'node:path';
import { tryLock } from '../system/lock.ts';
import { repositoryFolder } from '../system/repository.ts';

/** Where `npm start` and `npm run dev` keep the data of server and application: `MINH_TRA_START_DIR`, else `.data`. */
export const dataFolder = path.resolve(process.env.MINH_TRA_START_DIR || path.join(repositoryFolder, '.data'));

/** Where no other is named, an operator's command is for the server that `npm start` has made, if it did. */
export function startedServer(): { readonly MINH_TRA_DATA_DIR?: string } {
  const folder = path.join(dataFolder, 'server');
  return existsSync(path.join(folder, 'postgres')) ? { MINH_TRA_DATA_DIR: folder } : {};
}

/** The port on which a browser finds the server, unless somebody else is there. */
export const usualServerPort = 4780;

/** Takes the data folder for this process; tells the person when another one has it. */
export async function takeDataFolder(): Promise<boolean> {
  if (await tryLock(dataFolder)) return true;
  console.error('Minh Tra is already running from this folder. Close it first.');
  return false;
}
