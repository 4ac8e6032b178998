import { toColumnText } from './column-value.ts';
import type { StoredDocument } from './document-columns.ts';
import type { Sqlite } from './open-file.ts';
import type { Statements } from './statements.ts';

/** Stands for an element, or for what is no list at all, of which only RxDB's matcher can tell what it is equal to. */
const irregularValue = Buffer.alloc(0);
/** SQL of `irregularValue`. */
export const irregularSql = "x''";

/** One text that a document's list holds: the field's number in the layout, and the text as it stands in a column. */
export interface ElementRow {
  readonly field: number;
  readonly value: string | Buffer;
}

interface ElementField {
  readonly name: string;
  readonly list: readonly string[];
  readonly key: string;
}

/**
 * What stands in the lists of one collection's documents: for each indexed field the texts of its elements. A document
 * that is deleted has no rows; one whose list holds anything has at least one row, whatever that is.
 */
export class ElementIndex {
  readonly table: string;
  readonly fields: readonly ElementField[];
  readonly #irregular: Set<string>;
  readonly #statements: Statements;

  /** `irregular` gets the name of each field in which something else than objects with a text was seen. */
  constructor(statements: Statements, number: number, fields: readonly string[], irregular: Set<string>) {
    this.table = `elements_${number}`;
    this.fields = fields.map((field) => {
      const segments = field.split('.');
      return { name: `[${field}]`, list: segments.slice(0, -1), key: segments.at(-1) ?? '' };
    });
    this.#irregular = irregular;
    this.#statements = statements;
  }

  static create(db: Sqlite, number: number): void {
    db.exec(
      `create table elements_${number} (
        field integer not null,
        value not null,
        document integer not null,
        primary key (field, value, document)
      ) without rowid`,
    );
  }

  static drop(db: Sqlite, number: number): void {
    db.exec(`drop table elements_${number}`);
  }

  isIrregular(field: number): boolean {
    const name = this.fields[field]?.name;
    return name === undefined || this.#irregular.has(name);
  }

  /** Rows of a document that is not deleted, each once. */
  rowsOf(document: StoredDocument): ElementRow[] {
    const rows: ElementRow[] = [];
    this.fields.forEach(({ name, list, key }, field) => {
      const values = valuesIn(listAt(document, list), key);
      if (values.has(irregularValue)) this.#irregular.add(name);
      for (const value of values) rows.push({ field, value });
    });
    return rows;
  }

  put(place: number, rows: readonly ElementRow[]): void {
    if (rows.length === 0) return;
    const insert = this.#statements.get(`insert into ${this.table} (field, value, document) values (?, ?, ?)`);
    for (const { field, value } of rows) insert.run(field, value, place);
  }

  /** From the rows of a document's earlier state to those of the one that is written. */
  change(place: number, before: readonly ElementRow[], after: readonly ElementRow[]): void {
    const gone = without(before, after);
    if (gone.length > 0) {
      const remove = this.#statements.get(`delete from ${this.table} where field = ? and value = ? and document = ?`);
      for (const { field, value } of gone) remove.run(field, value, place);
    }
    this.put(place, without(after, before));
  }
}

function without(rows: readonly ElementRow[], others: readonly ElementRow[]): readonly ElementRow[] {
  return rows.filter(({ field, value }) => !others.some((other) => other.field === field && other.value === value));
}

/** The list at a path; undefined when there is none, null when something else stands there or on the way to it. */
function listAt(document: StoredDocument, path: readonly string[]): readonly unknown[] | null | undefined {
  let value: unknown = document;
  for (const segment of path) {
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'object' || Array.isArray(value)) return null;
    value = Object.hasOwn(value, segment) ? (value as Record<string, unknown>)[segment] : undefined;
  }
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) ? value : null;
}

function valuesIn(list: readonly unknown[] | null | undefined, key: string): Set<string | Buffer> {
  if (list === null) return new Set([irregularValue]);
  return new Set(
    (list ?? []).map((element) => {
      if (typeof element !== 'object' || element === null || !Object.hasOwn(element, key)) return irregularValue;
      const value = (element as Record<string, unknown>)[key];
      return typeof value === 'string' && !Array.isArray(element) ? toColumnText(value) : irregularValue;
    }),
  );
}
