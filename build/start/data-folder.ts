import path from 'node:path';
import { tryLock } from '../system/lock.ts';
import { repositoryFolder } from '../system/repository.ts';

/** Where `npm start` and `npm run dev` keep the data of server and application: `MINH_TRA_START_DIR`, else `.data`. */
export const dataFolder = path.resolve(process.env.MINH_TRA_START_DIR || path.join(repositoryFolder, '.data'));

/** The port on which a browser finds the server, unless somebody else is there. */
export const usualServerPort = 4780;

/** Takes the data folder for this process; tells the person when another one has it. */
export async function takeDataFolder(): Promise<boolean> {
  if (await tryLock(dataFolder)) return true;
  console.error('Minh Tra is already running from this folder. Close it first.');
  return false;
}
