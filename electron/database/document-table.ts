import type { Statement } from 'better-sqlite3-multiple-ciphers';
import { toColumnText } from './column-value.ts';
import { columnsReader, type DocumentColumns, type StoredDocument } from './document-columns.ts';
import { ElementIndex } from './element-index.ts';
import type { Sqlite } from './open-file.ts';
import { SearchIndex } from './search-index.ts';
import type { Statements } from './statements.ts';
import { canBeColumn, fixedColumnOf, type TableLayout } from './table-layout.ts';

export interface StoredRow {
  readonly place: number;
  readonly rev: string;
  readonly json: string;
}

/** One collection's table: how documents are found, put and taken. Transactions are the caller's. */
export class DocumentTable {
  readonly number: number;
  readonly name: string;
  readonly layout: TableLayout;
  readonly statements: Statements;
  readonly search: SearchIndex | null;
  readonly elements: ElementIndex | null;
  readonly columnsOf: (document: StoredDocument) => DocumentColumns;
  /** Fields in which a value was seen that no column can hold: queries on them go by the documents themselves. */
  readonly irregular: Set<string>;
  /** Dropped: whoever still has it open is refused. */
  isRemoved = false;
  #savedIrregular: number;
  readonly #insert: Statement;
  readonly #update: Statement;
  readonly #byId: Statement;

  constructor(statements: Statements, number: number, layout: TableLayout, irregular: readonly string[]) {
    this.number = number;
    this.name = `documents_${number}`;
    this.layout = layout;
    this.statements = statements;
    this.irregular = new Set(irregular);
    this.#savedIrregular = irregular.length;
    this.search = layout.search ? new SearchIndex(statements, number, layout.search) : null;
    this.elements = layout.elements ? new ElementIndex(statements, number, layout.elements, this.irregular) : null;
    this.columnsOf = columnsReader(layout, (field) => this.irregular.add(field));
    const fields = layout.fields.map((_field, at) => `f${at}`);
    const columns = ['place', 'id', 'rev', 'deleted', 'lwt', ...fields, 'json'];
    const values = columns.map(() => '?').join(', ');
    this.#insert = statements.get(
      `insert into ${this.name} (${columns.join(', ')}) values (${values}) on conflict (id) do nothing`,
    );
    const changes = ['rev', 'deleted', 'lwt', ...fields, 'json'].map((column) => `${column} = ?`).join(', ');
    this.#update = statements.get(`update ${this.name} set ${changes} where id = ? and rev = ?`);
    this.#byId = statements.get(`select place, rev, json from ${this.name} where id = ?`);
  }

  static create(db: Sqlite, number: number, layout: TableLayout): void {
    const fields = layout.fields.map((_field, at) => `f${at},`).join(' ');
    // Small columns first: what lies before the document is read without following it onto its overflow pages.
    db.exec(`
      create table documents_${number} (
        place integer primary key,
        id not null unique,
        rev not null,
        deleted integer not null,
        lwt not null,
        ${fields}
        json text not null
      );
      create index documents_${number}_deleted on documents_${number} (lwt) where deleted = 1;
    `);
    layout.indexes.forEach((index, at) => {
      db.exec(`create index documents_${number}_${at} on documents_${number} (${index.join(', ')})`);
    });
    if (layout.search) SearchIndex.create(db, number);
    if (layout.elements) ElementIndex.create(db, number);
  }

  static drop(db: Sqlite, number: number, layout: TableLayout): void {
    db.exec(`drop table documents_${number}`);
    if (layout.search) SearchIndex.drop(db, number);
    if (layout.elements) ElementIndex.drop(db, number);
  }

  /** The column that holds a path's values exactly as RxDB compares them; null when the documents must be asked. */
  columnOf(path: string): string | null {
    const fixed = fixedColumnOf(path, this.layout.primary);
    if (fixed) return fixed;
    if (!canBeColumn(path) || this.irregular.has(path)) return null;
    const at = this.layout.fields.indexOf(path);
    return at < 0 ? null : `f${at}`;
  }

  find(id: string): StoredRow | undefined {
    return this.#byId.get(toColumnText(id)) as StoredRow | undefined;
  }

  /** The place that the document got; null when its id is taken. Without a wanted place: after all others. */
  insert(columns: DocumentColumns, json: string, wanted: number | null): number | null {
    const { idColumn, rev, deleted, lwt, fields } = columns;
    const run = this.#insert.run(wanted, idColumn, rev, deleted ? 1 : 0, lwt, ...fields, json);
    return run.changes === 1 ? Number(run.lastInsertRowid) : null;
  }

  /** False when the stored revision is not `previous`, or the document is not there. */
  update(columns: DocumentColumns, json: string, previous: string): boolean {
    const { idColumn, rev, deleted, lwt, fields } = columns;
    return this.#update.run(rev, deleted ? 1 : 0, lwt, ...fields, json, idColumn, previous).changes === 1;
  }

  /** Keeps the irregular fields in the file; part of the transaction that brought them. */
  saveIrregular(): void {
    if (this.irregular.size === this.#savedIrregular) return;
    this.statements
      .get('update storage_instance set irregular = ? where number = ?')
      .run(JSON.stringify([...this.irregular]), this.number);
  }

  /** What `saveIrregular` wrote is durable; after a rollback it must be written again. */
  irregularIsDurable(): void {
    this.#savedIrregular = this.irregular.size;
  }
}
