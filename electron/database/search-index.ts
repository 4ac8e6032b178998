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

/**
 * The full-text index of one collection: folded words, no document. Documents stand in the order of their time (the
 * place is the rowid of both tables), so that the index gives the newest first and stops at the limit.
 */
export class SearchIndex {
  readonly #table: string;
  readonly #documents: string;
  readonly #layout: SearchLayout;
  readonly #paths: readonly (readonly string[])[];
  readonly #statements: Statements;
  readonly #waiting: string;
  /** From a place that is taken to one further on: nearly always the next free one. */
  readonly #further = new Map<number, number>();

  constructor(statements: Statements, number: number, layout: SearchLayout) {
    this.#waiting = `search_waiting_${number}`;
    this.#table = `search_${number}`;
    this.#documents = `documents_${number}`;
    this.#layout = layout;
    this.#paths = layout.fields.map((field) => field.split('.'));
    this.#statements = statements;
  }

  static create(db: Sqlite, number: number): void {
    // Words come folded and apart by spaces. Prefixes of one and two letters would else be read by the thousand.
    db.exec(
      `create virtual table search_${number} using fts5(words, content='', contentless_delete=1, tokenize='ascii', prefix='1 2')`,
    );
    SearchIndex.prepare(db, number);
  }

  /** Documents whose words are not in the index yet: a file of before this was thought of has no table for them. */
  static prepare(db: Sqlite, number: number): void {
    db.exec(`create table if not exists search_waiting_${number} (place integer primary key)`);
  }

  static drop(db: Sqlite, number: number): void {
    db.exec(`drop table search_${number}; drop table search_waiting_${number}`);
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
        `select w.place as place, d.json as json from ${this.#waiting} w
         left join ${this.#documents} d on d.place = w.place and d.deleted = 0 order by w.place limit ?`,
      )
      .all(most) as { readonly place: number; readonly json: string | null }[];
    for (const { place, json } of rows) {
      this.#statements.get(`delete from ${this.#table} where rowid = ?`).run(place);
      const words = json === null ? '' : this.wordsOf(JSON.parse(json));
      if (words) this.put(place, words);
    }
    const last = rows.at(-1);
    if (last) this.#statements.get(`delete from ${this.#waiting} where place <= ?`).run(last.place);
  }

  /** The folded words of a document's search fields; empty when it has none. */
  wordsOf(document: StoredDocument): string {
    return this.#textsOf(document).map(foldedText).filter(Boolean).join(fieldEnd);
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

  put(place: number, words: string): void {
    this.#statements.get(`insert into ${this.#table} (rowid, words) values (?, ?)`).run(place, words);
  }

  /** Ids of documents that hold the words, tones or not, the last one begun: as a phrase first, newest first in both. */
  search(text: string, limit: number): string[] {
    const words = foldedWords(text);
    if (words.length === 0 || limit < 1) return [];
    const found = this.#match(`"${words.join(' ')}" *`, limit);
    if (words.length === 1 || found.length >= limit) return found;
    const all = words.map((word, at) => (at === words.length - 1 ? `"${word}" *` : `"${word}"`)).join(' AND ');
    const isPhrase = new Set(found);
    const others = this.#match(all, limit + found.length).filter((id) => !isPhrase.has(id));
    return [...found, ...others].slice(0, limit);
  }

  #textsOf(document: StoredDocument): string[] {
    const texts: string[] = [];
    for (const path of this.#paths) collectTexts(document, path, 0, texts);
    return texts;
  }

  #match(query: string, limit: number): string[] {
    const rows = this.#statements
      .pluck(
        `select d.id from ${this.#table} s join ${this.#documents} d on d.place = s.rowid
         where s.words match ? order by s.rowid desc limit ?`,
      )
      .all(query, limit) as string[];
    return rows.map(fromColumnText);
  }
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
