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
  /** From a place that is taken to one further on: nearly always the next free one. */
  readonly #further = new Map<number, number>();

  constructor(statements: Statements, number: number, layout: SearchLayout) {
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
  }

  /** The folded words of a document's search fields; empty when it has none. */
  wordsOf(document: StoredDocument): string {
    const pieces: string[] = [];
    for (const path of this.#paths) collectWords(document, path, 0, pieces);
    return pieces.join(fieldEnd);
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

  remove(place: number): void {
    this.#statements.get(`delete from ${this.#table} where rowid = ?`).run(place);
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

function collectWords(value: unknown, path: readonly string[], depth: number, pieces: string[]): void {
  if (Array.isArray(value)) {
    for (const element of value) collectWords(element, path, depth, pieces);
    return;
  }
  const segment = path[depth];
  if (segment !== undefined) {
    collectWords(childOf(value, segment), path, depth + 1, pieces);
    return;
  }
  if (typeof value !== 'string' && typeof value !== 'number') return;
  const words = foldedText(String(value));
  if (words) pieces.push(words);
}
