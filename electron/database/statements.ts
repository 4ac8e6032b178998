/// <reference path="./sqlite-addon.d.ts" />
import type { Statement } from 'better-sqlite3-multiple-ciphers';
import type { Sqlite } from './open-file.ts';

const keptStatements = 400;

/** Prepared statements by their text, the least recently used given up first. */
export class Statements {
  readonly #db: Sqlite;
  readonly #byText = new Map<string, Statement>();

  constructor(db: Sqlite) {
    this.#db = db;
  }

  /** A statement that gives rows as objects, or changes something. */
  get(sql: string): Statement {
    return this.#kept(sql, false);
  }

  /** A statement that gives the first column of each row. */
  pluck(sql: string): Statement {
    return this.#kept(sql, true);
  }

  #kept(sql: string, isPlucked: boolean): Statement {
    const name = isPlucked ? `1${sql}` : `0${sql}`;
    const known = this.#byText.get(name);
    if (known) {
      // A query that is still being read cannot be started a second time.
      if (known.busy) return this.#prepare(sql, isPlucked);
      this.#byText.delete(name);
      this.#byText.set(name, known);
      return known;
    }
    const statement = this.#prepare(sql, isPlucked);
    this.#byText.set(name, statement);
    const oldest = this.#byText.keys().next();
    if (this.#byText.size > keptStatements && !oldest.done) this.#byText.delete(oldest.value);
    return statement;
  }

  #prepare(sql: string, isPlucked: boolean): Statement {
    const statement = this.#db.prepare(sql);
    return isPlucked ? statement.pluck() : statement;
  }
}
