import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { own } from './cluster.ts';
import { renameDurably, writeDurably } from './durable-files.ts';
import { canReach, type SystemUser } from './system-user.ts';

/** A quiet hour is archived as well: what a disk's end could cost, as far as laptops don't give it back. */
const longestSeconds = 300;
const copyProgram = path.join(import.meta.dirname, 'copy-segment.ts');
const fetchProgram = path.join(import.meta.dirname, 'fetch-segment.ts');

/*
 * An archive is one unbroken log of one database: whenever a database runs without it, is restored, or archives elsewhere, the
 * next one gets a folder of its own, so that none has a gap and no two databases write to one. Its folder is noted beside the
 * cluster.
 */
const noteIn = (folder: string) => path.join(folder, 'wal-archive');

/** The archive that the database in this folder writes to; null when it writes to none. */
export function archiveOf(folder: string): string | null {
  const note = noteIn(folder);
  return existsSync(note) ? readFileSync(note, 'utf8') : null;
}

/**
 * Goes on with the archive that is noted, or begins one below `walFolder`; without `walFolder`, ends it. Answers whether one
 * begins. Throws where the noted one is away: it would end unnoticed on the bare place where its disk is mounted otherwise.
 */
export function noteArchive(folder: string, walFolder: string | undefined, user: SystemUser | undefined): boolean {
  const noted = archiveOf(folder);
  if (walFolder && noted && path.dirname(noted) === walFolder) {
    if (existsSync(noted)) return false;
    throw new Error(
      `the archive of the log, ${noted}, is not there: mount its disk. ` +
        'Where it is lost, name another folder in MINH_TRA_WAL_FOLDER, where a new one begins, and back up then',
    );
  }
  if (noted) rmSync(noteIn(folder));
  if (!walFolder) return false;
  const began = new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const archive = path.join(walFolder, `${began}-${randomBytes(4).toString('hex')}`);
  for (const place of [walFolder, archive]) makeFor(user, place);
  refuseUnreachable([archive, process.execPath, copyProgram], user);
  const unfinished = `${noteIn(folder)}.unfinished`;
  rmSync(unfinished, { force: true });
  writeDurably(unfinished, archive);
  renameDurably(unfinished, noteIn(folder));
  return true;
}

/** PostgreSQL's settings for a database that writes to this archive. */
export function archiveSettings(archive: string | null): Readonly<Record<string, string>> {
  if (archive === null) return {};
  return {
    archive_mode: 'on',
    archive_command: commandOf(copyProgram, '%p', path.join(quotedPercent(archive), '%f')),
    archive_timeout: `${longestSeconds}s`,
  };
}

/** PostgreSQL's settings for a recovery from this archive; throws when its user can't get there. */
export function recoverySettings(archive: string, user: SystemUser | undefined): Readonly<Record<string, string>> {
  refuseUnreachable([archive, process.execPath, fetchProgram], user);
  return { restore_command: commandOf(fetchProgram, path.join(quotedPercent(archive), '%f'), '%p') };
}

/** PostgreSQL hands the command to the system's shell once it has put names in the place of %p and %f. */
function commandOf(program: string, from: string, to: string): string {
  return [quotedPercent(process.execPath), quotedPercent(program), from, to].map(quoted).join(' ');
}

function quotedPercent(text: string): string {
  return text.replaceAll('%', '%%');
}

function quoted(text: string): string {
  return process.platform === 'win32' ? `"${text}"` : `'${text.replaceAll("'", `'\\''`)}'`;
}

function makeFor(user: SystemUser | undefined, folder: string): void {
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  own(folder, user);
}

/** PostgreSQL runs these programs under its own user. Throws with the place that this user can't get to. */
function refuseUnreachable(places: readonly string[], user: SystemUser | undefined): void {
  if (!user) return;
  for (const place of places) {
    if (!canReach(user, place)) throw new Error(`the user under whom PostgreSQL runs can't reach ${place}`);
  }
}
