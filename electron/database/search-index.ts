import type { SearchOrder } from '../../shared/storage/contract.ts';
import { foldedText, foldedWords } from '../../shared/storage/fold.ts';
import { fromColumnText } from './column-value.ts';
import type { StoredDocument } from './document-columns.ts';
import type { Sqlite } from './open-file.ts';
import type { Statements } from './statements.ts';
import type { SearchLayout } from './table-layout.ts';

/** A word that no query holds: it keeps a phrase from reaching over the end of one field into the next. */
const fieldEnd = ' ¶ ';
const placeMs = 10_000;
const keptPlaces = 100_000;
/** After so many new documents the pieces of the index are joined: more often would write the whole of it for little. */
const manyDocuments = 2_000;
/** Pages of a step of joining: some ten milliseconds. */
const pagesAStep = 64;

/** Raised when the tables below change: an index of another form is made anew. */
export const searchForm = 2;

/** What is kept of a document: its words, and each with the next of its field, by which a phrase is found. */
interface Words {
  readonly words: string;
  readonly pairs: string;
}

/**
 * The full-text index of one collection: folded words and pairs of them, no document. Documents stand in the order of their
 * time (the place is the rowid of all its tables), so that the index gives the newest first and stops at the limit.
 */
export class SearchIndex {
  readonly #words: string;
  readonly #pairs: string;
  readonly #ids: string;
  readonly #documents: string;
  readonly #layout: SearchLayout;
  readonly #paths: readonly (readonly string[])[];
  readonly #statements: Statements;
  readonly #waiting: string;
  /** From a place that is taken to one further on: nearly always the next free one. */
  readonly #further = new Map<number, number>();
  /** Documents that came in since the index was of one piece, as far as this process knows. */
  #broughtIn = 0;
  #isJoining = false;

  constructor(statements: Statements, number: number, layout: SearchLayout) {
    this.#waiting = `search_waiting_${number}`;
    this.#words = `search_${number}`;
    this.#pairs = `search_pairs_${number}`;
    this.#ids = `search_ids_${number}`;
    this.#documents = `documents_${number}`;
    this.#layout = layout;
    this.#paths = layout.fields.map((field) => field.split('.'));
    this.#statements = statements;
  }

  static create(db: Sqlite, number: number): void {
    // Words come folded and apart by spaces. Where in a text they stand the pairs tell. A word that is only begun would
    // else be put together from all that begin so: few syllables are longer than four letters.
    db.exec(
      `create virtual table search_${number} using fts5(
         words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 3 4')`,
    );
    db.exec(
      `create virtual table search_pairs_${number}
       using fts5(pairs, content='', contentless_delete=1, tokenize="ascii tokenchars '_'")`,
    );
    // The documents themselves are wide: to read five hundred of them for their ids takes longer than to find them.
    db.exec(`create table search_ids_${number} (place integer primary key, id text not null)`);
    SearchIndex.prepare(db, number);
  }

  /** An index of another form: empty tables, and every document waits for its turn. */
  static recreate(db: Sqlite, number: number): void {
    SearchIndex.drop(db, number);
    SearchIndex.create(db, number);
    db.exec(`insert into search_waiting_${number} select place from documents_${number} where deleted = 0`);
  }

  /** Documents whose words are not in the index yet: a file of before this was thought of has no table for them. */
  static prepare(db: Sqlite, number: number): void {
    db.exec(`create table if not exists search_waiting_${number} (place integer primary key)`);
  }

  static drop(db: Sqlite, number: number): void {
    for (const table of ['search', 'search_pairs', 'search_ids', 'search_waiting'])
      db.exec(`drop table if exists ${table}_${number}`);
  }

  /** True while documents wait for `catchUp`. */
  get isBehind(): boolean {
    return this.#statements.pluck(`select 1 from ${this.#waiting} limit 1`).get() !== undefined;
  }

  /** So many wait. */
  get waiting(): number {
    return Number(this.#statements.pluck(`select count(*) from ${this.#waiting}`).get());
  }

  /** What the search fields hold, to see whether an edit changed it. */
  textOf(document: StoredDocument): string {
    return JSON.stringify(this.#textsOf(document));
  }

  /** The document at this place has other words than the index: within the transaction that changes them. */
  outdate(place: number): void {
    this.#statements.get(`insert or ignore into ${this.#waiting} values (?)`).run(place);
  }

  /** Brings so many of the waiting into the index (-1: all), in the order of their places: out of order each starts a new segment. */
  catchUp(most: number): void {
    const rows = this.#statements
      .get(
        `select w.place as place, d.id as id, d.json as json from ${this.#waiting} w
         left join ${this.#documents} d on d.place = w.place and d.deleted = 0 order by w.place limit ?`,
      )
      .all(most) as { readonly place: number; readonly id: string | null; readonly json: string | null }[];
    for (const { place, id, json } of rows) {
      for (const table of [this.#words, this.#pairs])
        this.#statements.get(`delete from ${table} where rowid = ?`).run(place);
      this.#statements.get(`delete from ${this.#ids} where place = ?`).run(place);
      if (id !== null && json !== null) this.#put(place, id, this.#wordsOf(JSON.parse(json)));
    }
    this.#broughtIn += rows.length;
    const last = rows.at(-1);
    if (last) this.#statements.get(`delete from ${this.#waiting} where place <= ?`).run(last.place);
  }

  /** So much came in bit by bit that a search has to look through many pieces. */
  get isInPieces(): boolean {
    return this.#broughtIn >= manyDocuments;
  }

  /** One step of joining the pieces, in a transaction of its own. */
  joinPieces(): void {
    const changes = this.#statements.pluck('select total_changes()');
    const step = (table: string) => {
      const before = Number(changes.get());
      // Below zero begins: every piece is to be joined, small or large.
      const pages = this.#isJoining ? pagesAStep : -pagesAStep;
      this.#statements.get(`insert into ${table} (${table}, rank) values ('merge', ?)`).run(pages);
      // FTS5 says by a difference of less than two that nothing was left to do.
      return Number(changes.get()) - before >= 2;
    };
    this.#isJoining = [this.#words, this.#pairs].map(step).includes(true);
    if (!this.#isJoining) this.#broughtIn = 0;
  }

  /**
   * Place for a document that is written for the first time: ten seconds wide, by its time, or the next free one, which
   * keeps those that come together in the order of their coming. Null where no order was asked for: after all others.
   */
  placeFor(document: StoredDocument, lwt: number): number | null {
    const { order } = this.#layout;
    if (!order) return null;
    const isTaken = this.#statements.pluck(`select 1 from ${this.#documents} where place = ?`);
    const wanted = Math.floor(timeOf(document, order, lwt) / placeMs);
    const passed: number[] = [];
    let place = wanted;
    for (;;) {
      const further = this.#further.get(place) ?? (isTaken.get(place) === undefined ? null : place + 1);
      if (further === null) break;
      passed.push(place);
      place = further;
    }
    if (this.#further.size > keptPlaces) this.#further.clear();
    for (const before of passed) this.#further.set(before, place + 1);
    this.#further.set(place, place + 1);
    return place;
  }

  /**
   * Ids of documents that hold the words, tones or not, the last one perhaps only begun: as a phrase first, then all of them
   * anywhere; in both those with the last word whole first, and newest first.
   */
  search(text: string, limit: number): string[] {
    const words = foldedWords(text);
    const found = new Set<number>();
    for (const [table, query] of words.length === 0 ? [] : this.#queries(words)) {
      if (found.size >= limit) break;
      for (const place of this.#match(table, query, limit)) found.add(place);
    }
    return this.#idsAt([...found].slice(0, limit));
  }

  /** Tables with what is asked of them, one after the other; each finds at least what the one before it does. */
  *#queries(words: readonly string[]): Generator<readonly [table: string, query: string]> {
    if (words.length > 1) {
      const pairs = pairsOf(words);
      yield [this.#pairs, `"${pairs.join(' ')}"`];
      if (this.#isBegun(this.#pairs, pairs.at(-1) ?? '')) yield [this.#pairs, `"${pairs.join(' ')}" *`];
    }
    const all = words.map((word) => `"${word}"`).join(' AND ');
    yield [this.#words, all];
    if (this.#isBegun(this.#words, words.at(-1) ?? '')) yield [this.#words, `${all} *`];
  }

  /** True when longer words begin with this one. To ask for them puts together all places of all of them, which takes long. */
  #isBegun(table: string, word: string): boolean {
    const terms = `${table}_terms`;
    this.#statements
      .get(`create virtual table if not exists temp.${terms} using fts5vocab('main', '${table}', 'instance')`)
      .run();
    const longer = this.#statements.pluck(`select 1 from temp.${terms} where term >= ? and term <= ? limit 1`);
    return longer.get(`${word}\u0001`, `${word}\u{10ffff}`) !== undefined;
  }

  #wordsOf(document: StoredDocument): Words {
    const texts = this.#textsOf(document).map(foldedText).filter(Boolean);
    const pairs = texts.map((text) => pairsOf(text.split(' ')).join(' ')).filter(Boolean);
    return { words: texts.join(fieldEnd), pairs: pairs.join(fieldEnd) };
  }

  #put(place: number, id: string, { words, pairs }: Words): void {
    if (words === '') return;
    this.#statements.get(`insert into ${this.#words} (rowid, words) values (?, ?)`).run(place, words);
    this.#statements.get(`insert into ${this.#ids} (place, id) values (?, ?)`).run(place, id);
    if (pairs !== '') this.#statements.get(`insert into ${this.#pairs} (rowid, pairs) values (?, ?)`).run(place, pairs);
  }

  #textsOf(document: StoredDocument): string[] {
    const texts: string[] = [];
    for (const path of this.#paths) collectTexts(document, path, 0, texts);
    return texts;
  }

  #match(table: string, query: string, limit: number): number[] {
    return this.#statements
      .pluck(`select rowid from ${table} where ${table} match ? order by rowid desc limit ?`)
      .all(query, limit) as number[];
  }

  /** Ids of the documents at these places, in their order: looked up once, whatever found them. */
  #idsAt(places: readonly number[]): string[] {
    const ids = this.#statements
      .pluck(`select i.id from json_each(?) p cross join ${this.#ids} i on i.place = p.value order by p.key`)
      .all(JSON.stringify(places)) as string[];
    return ids.map(fromColumnText);
  }
}

/** Each word with the next: `thu hoi giay` becomes `thu_hoi hoi_giay`. Few documents hold a pair where thousands hold a word. */
function pairsOf(words: readonly string[]): string[] {
  return words.slice(0, -1).map((word, at) => `${word}_${words[at + 1]}`);
}

function timeOf(document: StoredDocument, order: SearchOrder, lwt: number): number {
  const value = order.field.split('.').reduce<unknown>(childOf, document);
  const time = typeof value === 'string' ? timeOfText(value, order.digits, order.radix) : Number(value ?? Number.NaN);
  return Number.isFinite(time) && time >= 0 && time < 1e14 ? time : lwt;
}

function timeOfText(text: string, digits?: number, radix?: number): number {
  return digits === undefined ? Date.parse(text) : Number.parseInt(text.slice(0, digits), radix ?? 10);
}

function childOf(value: unknown, segment: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
  return (value as Record<string, unknown>)[segment];
}

function collectTexts(value: unknown, path: readonly string[], depth: number, texts: string[]): void {
  if (Array.isArray(value)) {
    for (const element of value) collectTexts(element, path, depth, texts);
    return;
  }
  const segment = path[depth];
  if (segment !== undefined) collectTexts(childOf(value, segment), path, depth + 1, texts);
  else if (typeof value === 'string' || typeof value === 'number') texts.push(String(value));
}
