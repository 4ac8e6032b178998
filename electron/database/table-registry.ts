import { ProblemError } from '../../shared/problem/problem.ts';
import type { OpenInput, WireSchema } from '../../shared/storage/contract.ts';
import { createAttachments, dropAttachments } from './attachments.ts';
import type { StoredDocument } from './document-columns.ts';
import { DocumentTable } from './document-table.ts';
import { ElementIndex } from './element-index.ts';
import type { Sqlite } from './open-file.ts';
import { SearchIndex } from './search-index.ts';
import type { Statements } from './statements.ts';
import { layoutOf, type TableLayout } from './table-layout.ts';

interface InstanceRow {
  readonly number: number;
  readonly schema: string;
  readonly layout: string;
  readonly irregular: string;
}

interface Entry {
  readonly table: DocumentTable;
  readonly key: string;
  users: number;
}

const rowsAtOnce = 500;

/** The tables of a file, by database, collection and schema version; one object for all who have it open. */
export class TableRegistry {
  readonly #db: Sqlite;
  readonly #statements: Statements;
  readonly #open = new Map<string, Entry>();

  constructor(db: Sqlite, statements: Statements) {
    this.#db = db;
    this.#statements = statements;
  }

  get tables(): Iterable<DocumentTable> {
    return [...this.#open.values()].map((entry) => entry.table);
  }

  /** The table for a schema: opened, made, or made anew where the schema's indexes, search or element fields have changed. */
  open({ database, collection, schema, options }: OpenInput): DocumentTable {
    const version = versionOf(schema);
    const key = JSON.stringify([database, collection, version]);
    const layout = layoutOf(schema, options);
    const known = this.#open.get(key);
    if (known) {
      if (!isSame(known.table.layout, layout))
        throw new ProblemError('database.refused', { reason: 'schema', collection });
      known.users++;
      return known.table;
    }
    const table = this.#db.transaction(() => {
      const row = this.#rowOf(database, collection, version);
      const text = JSON.stringify(schema);
      if (!row) return this.#create(database, collection, version, text, layout);
      if (row.schema !== text) {
        this.#statements.get('update storage_instance set schema = ? where number = ?').run(text, row.number);
      }
      const stored: TableLayout = JSON.parse(row.layout);
      if (stored.search) SearchIndex.prepare(this.#db, row.number);
      if (!isSame(bodyOf(stored), bodyOf(layout))) return this.#makeAnew(row.number, stored, layout);
      const opened = new DocumentTable(this.#statements, row.number, layout, JSON.parse(row.irregular));
      if (isSame(stored, layout)) return opened;
      this.#keepLayout(row.number, layout);
      if (!isSame(stored.search, layout.search)) SearchIndex.recreate(this.#db, row.number);
      if (!isSame(stored.elements, layout.elements)) this.#indexElements(opened, stored);
      return opened;
    });
    const entry = { table: table.immediate(), key, users: 1 };
    this.#open.set(key, entry);
    return entry.table;
  }

  /** One user less. */
  release(table: DocumentTable): void {
    const entry = [...this.#open.values()].find((candidate) => candidate.table === table);
    if (!entry) return;
    entry.users--;
    if (entry.users === 0) this.#open.delete(entry.key);
  }

  /** Drops the table with all that belongs to it. Within the caller's transaction; `forget` follows once durable. */
  drop(table: DocumentTable): void {
    DocumentTable.drop(this.#db, table.number, table.layout);
    dropAttachments(this.#db, table.number);
    this.#statements.get('delete from storage_instance where number = ?').run(table.number);
  }

  forget(table: DocumentTable): void {
    table.isRemoved = true;
    for (const [key, entry] of this.#open) if (entry.table === table) this.#open.delete(key);
  }

  /** The schema that a table was made for, where there is one. */
  schemaOf(database: string, collection: string, version: number): WireSchema | null {
    const row = this.#rowOf(database, collection, version);
    return row ? JSON.parse(row.schema) : null;
  }

  /** The latest version of a collection that has a table, in whatever database of the file; -1 when there is none. */
  latestVersionOf(collection: string): number {
    const latest = this.#statements.pluck('select max(version) from storage_instance where collection = ?');
    return Number(latest.get(collection) ?? -1);
  }

  get isEmpty(): boolean {
    return this.#statements.pluck('select 1 from storage_instance limit 1').get() === undefined;
  }

  #rowOf(database: string, collection: string, version: number): InstanceRow | undefined {
    return this.#statements
      .get(
        `select number, schema, layout, irregular from storage_instance
         where database = ? and collection = ? and version = ?`,
      )
      .get(database, collection, version) as InstanceRow | undefined;
  }

  #create(database: string, collection: string, version: number, schema: string, layout: TableLayout): DocumentTable {
    const { lastInsertRowid } = this.#statements
      .get('insert into storage_instance (database, collection, version, schema, layout) values (?, ?, ?, ?, ?)')
      .run(database, collection, version, schema, JSON.stringify(layout));
    return this.#createTable(Number(lastInsertRowid), layout);
  }

  #createTable(number: number, layout: TableLayout): DocumentTable {
    DocumentTable.create(this.#db, number, layout);
    if (layout.attachments) createAttachments(this.#db, number);
    return new DocumentTable(this.#statements, number, layout, []);
  }

  #makeAnew(number: number, stored: TableLayout, layout: TableLayout): DocumentTable {
    const highest = this.#statements.pluck('select max(number) from storage_instance').get();
    const next = Number(highest) + 1;
    if (stored.attachments) {
      this.#db.exec(`alter table attachments_${number} rename to attachments_${next}`);
    }
    const table = this.#createTable(next, layout);
    this.#statements
      .get('update storage_instance set number = ?, layout = ? where number = ?')
      .run(next, JSON.stringify(layout), number);
    this.#copyDocuments(number, table);
    table.saveIrregular();
    table.irregularIsDurable();
    DocumentTable.drop(this.#db, number, stored);
    return table;
  }

  #keepLayout(number: number, layout: TableLayout): void {
    this.#statements.get('update storage_instance set layout = ? where number = ?').run(JSON.stringify(layout), number);
  }

  /** The table stands; only what it indexes of its lists is another. */
  #indexElements(table: DocumentTable, stored: TableLayout): void {
    const { number, name, elements } = table;
    if (stored.elements) ElementIndex.drop(this.#db, number);
    if (!elements) return;
    ElementIndex.create(this.#db, number);
    const page = this.#statements.get(
      `select place, json, deleted from ${name} where place > ? order by place limit ${rowsAtOnce}`,
    );
    let last = Number.MIN_SAFE_INTEGER;
    for (;;) {
      const rows = page.all(last) as { readonly place: number; readonly json: string; readonly deleted: number }[];
      for (const { place, json, deleted } of rows) {
        last = place;
        if (deleted === 0) elements.put(place, elements.rowsOf(JSON.parse(json)));
      }
      if (rows.length < rowsAtOnce) break;
    }
    table.saveIrregular();
    table.irregularIsDurable();
  }

  #copyDocuments(number: number, table: DocumentTable): void {
    const page = this.#statements.get(
      `select place, json from documents_${number} where place > ? order by place limit ${rowsAtOnce}`,
    );
    let last = Number.MIN_SAFE_INTEGER;
    for (;;) {
      const rows = page.all(last) as { readonly place: number; readonly json: string }[];
      for (const { place, json } of rows) {
        last = place;
        const document: StoredDocument = JSON.parse(json);
        const columns = table.columnsOf(document);
        const wanted = table.search?.placeFor(document, columns.lwt) ?? null;
        const newPlace = table.insert(columns, json, wanted);
        if (newPlace === null || columns.deleted) continue;
        if (table.elements) table.elements.put(newPlace, table.elements.rowsOf(document));
        table.search?.outdate(newPlace);
      }
      if (rows.length < rowsAtOnce) return;
    }
  }
}

function versionOf(schema: WireSchema): number {
  return typeof schema.version === 'number' ? schema.version : 0;
}

/** What the table of the documents itself is made by: not what is indexed of them beside it. */
function bodyOf(layout: TableLayout): TableLayout {
  const { search } = layout;
  return { ...layout, elements: [], search: search && { ...search, foldVersion: 0, form: 0 } };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
