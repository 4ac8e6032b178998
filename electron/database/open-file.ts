/// <reference path="./sqlite-addon.d.ts" />
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { ProblemError } from '../../shared/problem/problem.ts';
import { problemOfSqlite, sqliteCodeOf } from './sqlite-problem.ts';

export type Sqlite = Database;

export interface FileOptions {
  readonly file: string;
  /** 256 bits as 64 hexadecimal digits. */
  readonly keyHex: string;
  /** Another build of the SQLite addon than the package's own. */
  readonly nativeBinding?: string;
  /** Pages of 8 KB that the file may grow to: beyond, writes fail as on a full disk. */
  readonly maxPages?: number;
}

/**
 * A tiny database beside each file, encrypted with the same key. It tells a wrong key from a damaged file, which look
 * alike, and an emptied file from one that never was.
 */
export function keyCheckPathOf(file: string): string {
  return `${file}.check`;
}

/**
 * Opens an encrypted database file, or makes it; the one connection to it that there may be.
 * @throws ProblemError database.keyWrong, database.damaged, database.readOnly, database.unavailable
 */
export function openFile(options: FileOptions): Sqlite {
  const { file } = options;
  try {
    refuseReadOnly(file);
    const isNew = !existsSync(file) || statSync(file).size === 0;
    const check = { ...options, file: keyCheckPathOf(file) };
    if (isNew && existsSync(check.file)) throw new ProblemError('database.damaged');
    const db = openKeyed(options, isNew);
    if (!existsSync(check.file)) writeKeyCheck(check);
    return db;
  } catch (thrown) {
    throw problemOfSqlite(thrown);
  }
}

function openKeyed(options: FileOptions, isNew: boolean): Sqlite {
  const db = connect(options);
  try {
    db.pragma('locking_mode=exclusive');
    if (isNew) db.pragma('page_size=8192');
    db.prepare('select count(*) from sqlite_schema').get();
    db.pragma('journal_mode=wal');
    db.pragma('synchronous=full');
    // Checkpoints cost a sync of the whole file: the engine makes them when nobody waits.
    db.pragma('wal_autocheckpoint=0');
    db.pragma('journal_size_limit=33554432');
    db.pragma('temp_store=memory');
    db.pragma('cache_size=-65536');
    db.pragma('cell_size_check=on');
    if (options.maxPages !== undefined) db.pragma(`max_page_count=${Math.trunc(options.maxPages)}`);
    return db;
  } catch (thrown) {
    db.close();
    if (sqliteCodeOf(thrown).startsWith('SQLITE_NOTADB') && !isKeyOf(options)) {
      throw new ProblemError('database.keyWrong');
    }
    throw thrown;
  }
}

/** Loads SQLite, and opens nothing with it. */
export function loadAddon(nativeBinding?: string): void {
  connect({
    file: ':memory:',
    keyHex: '0'.repeat(64),
    ...(nativeBinding === undefined ? {} : { nativeBinding }),
  }).close();
}

function connect({ file, keyHex, nativeBinding }: FileOptions): Sqlite {
  if (!/^[0-9a-f]{64}$/i.test(keyHex)) throw new ProblemError('database.keyWrong');
  const db = new Database(file, nativeBinding === undefined ? {} : { nativeBinding });
  db.pragma("cipher='aegis'");
  db.pragma(`key="x'${keyHex}'"`);
  return db;
}

/** False when the key does not open the key check, or there is none to try it on. */
function isKeyOf(options: FileOptions): boolean {
  const file = keyCheckPathOf(options.file);
  if (!existsSync(file)) return false;
  const db = connect({ ...options, file });
  try {
    db.prepare('select count(*) from sqlite_schema').get();
    return true;
  } catch {
    return false;
  } finally {
    db.close();
  }
}

function writeKeyCheck(options: FileOptions): void {
  const db = connect(options);
  // It holds nothing: should it be lost, the next opening writes it again.
  db.pragma('synchronous=off');
  db.pragma('journal_mode=off');
  db.pragma('user_version=1');
  db.close();
}

function refuseReadOnly(file: string): void {
  accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
  // The write-ahead log stands beside the file.
  accessSync(dirname(file), constants.W_OK);
}
