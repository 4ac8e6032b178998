import path from 'node:path';
import { parseArgs } from 'node:util';

export const backupUsage = 'npm run backup -- FOLDER';
export const restoreUsage = "npm run restore -- FOLDER [--wal FOLDER [--until '2026-11-26T21:00:00+07:00']]";

/** A date, a time and the zone, without which a moment is another on another machine. */
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
/** npm runs us in the repository: what a person types is meant where they typed it. */
const typedIn = process.env.INIT_CWD ?? process.cwd();

export interface RestoreArguments {
  readonly backup: string;
  readonly walFolder: string | undefined;
  readonly until: Date | undefined;
}

/** Reads the folder that `npm run backup` is given; throws an Error that says what is wrong. */
export function readBackupArguments(args: string[]): string {
  return folderIn(parseArgs({ args, allowPositionals: true }).positionals);
}

export function readRestoreArguments(args: string[]): RestoreArguments {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { wal: { type: 'string' }, until: { type: 'string' } },
  });
  const { wal, until } = values;
  if (until !== undefined && !wal) throw new Error('--until goes with --wal, the folder of the archive');
  return {
    backup: folderIn(positionals),
    walFolder: wal ? path.resolve(typedIn, wal) : undefined,
    until: until === undefined ? undefined : momentOf(until),
  };
}

function folderIn(positionals: string[]): string {
  const [folder, ...more] = positionals;
  if (!folder || more.length > 0) throw new Error('one folder is needed');
  return path.resolve(typedIn, folder);
}

function momentOf(text: string): Date {
  const date = new Date(text);
  if (!moment.test(text) || Number.isNaN(date.getTime())) {
    throw new Error(`--until ${text}: a moment with its zone is needed, as 2026-11-26T21:00:00+07:00`);
  }
  return date;
}
