import type { RxStorageDefaultCheckpoint } from 'rxdb';
import { isDeeperThan } from '../../shared/domain/depth.ts';
import { ProblemError } from '../../shared/problem/problem.ts';
import type { WireAttachments, WireChange, WireError, WriteInput, WriteOutput } from '../../shared/storage/contract.ts';
import { putAttachments, removeAttachments } from './attachments.ts';
import type { DocumentColumns, StoredDocument } from './document-columns.ts';
import type { DocumentTable, StoredRow } from './document-table.ts';

/** SQLite reads JSON of a thousand levels, and fails each query that meets a deeper one. */
const deepest = 64;

export interface WriteEffect {
  readonly output: WriteOutput;
  /** What other ports are told; empty unless asked for. */
  readonly changes: readonly WireChange[];
  readonly checkpoint: RxStorageDefaultCheckpoint | null;
}

interface Row {
  readonly at: number;
  readonly json: string;
  readonly document: StoredDocument;
  readonly columns: DocumentColumns;
  readonly previous: string | null;
  readonly attachments: WireAttachments | null;
}

/**
 * Writes the rows of one bulk write: each by itself, refused when the stored revision is not the one that it was made
 * from. Runs within the caller's transaction.
 */
export function applyWrite(table: DocumentTable, input: WriteInput, wantsChanges: boolean): WriteEffect {
  const writing = new RowWriter(table, wantsChanges);
  const rows = input.documents.map((json, at) => rowOf(table, input, json, at));
  for (const row of rows) writing.write(row);
  table.saveIrregular();
  return writing.effect(rows);
}

function rowOf(table: DocumentTable, input: WriteInput, json: string, at: number): Row {
  const stored = documentIn(json);
  const columns = table.columnsOf(stored);
  const previous = input.previous[at] ?? null;
  return { at, json, document: stored, columns, previous, attachments: input.attachments?.[at] ?? null };
}

/** The parser's own error would quote the document. */
function documentIn(json: string): StoredDocument {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    document = null;
  }
  if (typeof document !== 'object' || document === null || isDeeperThan(document, deepest))
    throw new ProblemError('database.refused', { reason: 'document' });
  return document as StoredDocument;
}

class RowWriter {
  readonly #table: DocumentTable;
  readonly #wantsChanges: boolean;
  readonly #errors: WireError[] = [];
  readonly #inserted: number[] = [];
  readonly #changes = new Map<number, WireChange>();

  constructor(table: DocumentTable, wantsChanges: boolean) {
    this.#table = table;
    this.#wantsChanges = wantsChanges;
  }

  write(row: Row): void {
    if (row.previous === null) this.#insert(row);
    else this.#update(row, row.previous);
  }

  effect(rows: readonly Row[]): WriteEffect {
    const failed = new Set(this.#errors.map((error) => error.row));
    let newest: Row | undefined;
    for (const row of rows) if (!failed.has(row.at) && (!newest || row.at > newest.at)) newest = row;
    return {
      output: { errors: this.#errors.sort((a, b) => a.row - b.row), inserted: this.#inserted },
      changes: [...this.#changes.entries()].sort(([a], [b]) => a - b).map(([, change]) => change),
      checkpoint: newest ? { id: newest.columns.id, lwt: newest.columns.lwt } : null,
    };
  }

  #insert(row: Row): void {
    const { columns, attachments } = row;
    if (attachments?.missingIfNew) {
      const stored = this.#table.find(columns.id);
      if (stored) this.#errors.push({ row: row.at, status: 409, document: stored.json });
      else this.#errors.push({ row: row.at, status: 510, attachment: attachments.missingIfNew, document: null });
      return;
    }
    const { search, elements } = this.#table;
    const place = this.#table.insert(columns, row.json, search?.placeFor(row.document, columns.lwt) ?? null);
    if (place === null) {
      const stored = this.#table.find(columns.id);
      if (!stored) throw new ProblemError('internal');
      this.#errors.push({ row: row.at, status: 409, document: stored.json });
      return;
    }
    if (attachments) putAttachments(this.#table, columns.id, attachments.add);
    if (elements && !columns.deleted) elements.put(place, elements.rowsOf(row.document));
    if (!columns.deleted) search?.outdate(place);
    if (row.previous !== null) this.#inserted.push(row.at);
    if (!columns.deleted) this.#tell(row, 'INSERT', null);
  }

  #update(row: Row, previous: string): void {
    const { columns, attachments } = row;
    const needsStored = this.#table.search || this.#table.elements || this.#wantsChanges || attachments?.missing;
    const stored = needsStored ? this.#table.find(columns.id) : undefined;
    if (stored && stored.rev === previous && attachments?.missing) {
      this.#errors.push({ row: row.at, status: 510, attachment: attachments.missing, document: stored.json });
      return;
    }
    if (!this.#table.update(columns, row.json, previous)) {
      const present = stored ?? this.#table.find(columns.id);
      if (present) this.#errors.push({ row: row.at, status: 409, document: present.json });
      else this.#insert(row);
      return;
    }
    if (attachments) {
      removeAttachments(this.#table, columns.id, attachments.remove);
      putAttachments(this.#table, columns.id, attachments.add);
    }
    if (stored) this.#updated(row, stored);
  }

  #updated(row: Row, stored: StoredRow): void {
    const { search, elements } = this.#table;
    const before = JSON.parse(stored.json) as StoredDocument;
    const wasDeleted = before._deleted === true;
    const isDeleted = row.columns.deleted;
    if (elements) {
      const rowsBefore = wasDeleted ? [] : elements.rowsOf(before);
      elements.change(stored.place, rowsBefore, isDeleted ? [] : elements.rowsOf(row.document));
    }
    if (search && (wasDeleted !== isDeleted || search.textOf(before) !== search.textOf(row.document))) {
      search.outdate(stored.place);
    }
    if (isDeleted) this.#tell(row, 'DELETE', stored.json);
    else this.#tell(row, wasDeleted ? 'INSERT' : 'UPDATE', wasDeleted ? null : stored.json);
  }

  #tell(row: Row, operation: WireChange['operation'], previous: string | null): void {
    if (!this.#wantsChanges) return;
    this.#changes.set(row.at, { operation, id: row.columns.id, document: row.json, previous });
  }
}
