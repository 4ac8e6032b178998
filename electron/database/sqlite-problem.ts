import type { ProblemCode } from '../../shared/problem/catalogue.ts';
import { type Problem, ProblemError } from '../../shared/problem/problem.ts';

/** By the beginning of SQLite's extended result code; the first that fits. */
const codes: readonly (readonly [string, ProblemCode])[] = [
  ['SQLITE_FULL', 'database.diskFull'],
  ['SQLITE_READONLY', 'database.readOnly'],
  ['SQLITE_CORRUPT', 'database.damaged'],
  ['SQLITE_NOTADB', 'database.damaged'],
  ['SQLITE_IOERR_CORRUPTFS', 'database.damaged'],
  ['SQLITE_IOERR', 'database.unavailable'],
  ['SQLITE_CANTOPEN', 'database.unavailable'],
  ['SQLITE_BUSY', 'database.unavailable'],
  ['SQLITE_LOCKED', 'database.unavailable'],
  ['SQLITE_TOOBIG', 'database.refused'],
  ['ENOSPC', 'database.diskFull'],
  ['EDQUOT', 'database.diskFull'],
  ['EROFS', 'database.readOnly'],
  ['EACCES', 'database.readOnly'],
  ['EPERM', 'database.readOnly'],
  ['ENOENT', 'database.unavailable'],
];

/** A virtual table whose own pages can't be read fails to come up, by a bare error: the full-text index is the one we have. */
const hurtIndex = 'vtable constructor failed';

/** The problem that an error of SQLite or of the file system stands for. Its text is left behind: it may hold data. */
export function problemOfSqlite(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  const code = sqliteCodeOf(thrown);
  if (code === 'SQLITE_ERROR' && thrown instanceof Error && thrown.message.startsWith(hurtIndex)) {
    return new ProblemError('database.damaged');
  }
  const known = codes.find(([start]) => code.startsWith(start));
  return new ProblemError(known ? known[1] : 'internal');
}

/** The same as plain data: what may cross to another process. */
export function plainProblemOf(thrown: unknown): Problem {
  const { code, details } = problemOfSqlite(thrown);
  return details ? { code, details } : { code };
}

/** SQLite's or the system's code of an error; empty when it has none. */
export function sqliteCodeOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return '';
  return typeof thrown.code === 'string' ? thrown.code : '';
}
