import path from 'node:path';
import { readConfig } from '../../server/config.ts';
import { startedServer } from './data-folder.ts';
import { endOnSignals } from './end-on-signals.ts';

/** Where the server keeps what is backed up. */
export interface ServerFolders {
  readonly databaseFolder: string;
  readonly evidenceFolder: string;
}

export interface Operation<Arguments> {
  readonly usage: string;
  /** Throws an Error that says what is not understood. */
  readonly read: (args: string[]) => Arguments;
  /** Answers what the operator is told; throws an Error that says why it was not done. */
  readonly run: (folders: ServerFolders, args: Arguments) => Promise<string>;
}

/** Runs a command for the embedded database of the central server. Answers the exit code: 2 for arguments not understood. */
export async function operate<Arguments>({ usage, read, run }: Operation<Arguments>): Promise<number> {
  endOnSignals();
  let args: Arguments;
  try {
    args = read(process.argv.slice(2));
  } catch (error) {
    console.error(`${messageOf(error)}\nUsage: ${usage}`);
    return 2;
  }
  try {
    const { databaseUrl, dataFolder, evidenceFolder } = readConfig({ ...startedServer(), ...process.env });
    if (databaseUrl)
      throw new Error("DATABASE_URL names another database: PostgreSQL's own tools back that up (docs/operations.md)");
    console.log(await run({ databaseFolder: path.join(dataFolder, 'postgres'), evidenceFolder }, args));
    return 0;
  } catch (error) {
    console.error(messageOf(error));
    return 1;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
