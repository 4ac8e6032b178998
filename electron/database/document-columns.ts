import { ProblemError } from '../../shared/problem/problem.ts';
import { type ColumnValue, toColumn, toColumnText } from './column-value.ts';
import type { TableLayout } from './table-layout.ts';

/** A document as RxDB stores it, read from its JSON text. */
export type StoredDocument = Readonly<Record<string, unknown>>;

export interface DocumentColumns {
  readonly id: string;
  /** As it stands in the column. */
  readonly idColumn: string;
  readonly rev: string;
  readonly deleted: boolean;
  readonly lwt: number;
  readonly fields: readonly ColumnValue[];
}

/** Reads a document's columns; calls `irregular` for each field whose value no column can hold. */
export function columnsReader(layout: TableLayout, irregular: (field: string) => void) {
  const paths = layout.fields.map((field) => ({ field, segments: field.split('.') }));
  return (document: StoredDocument): DocumentColumns => {
    const id = document[layout.primary];
    const rev = document._rev;
    const meta = document._meta;
    const lwt = typeof meta === 'object' && meta !== null && 'lwt' in meta ? meta.lwt : undefined;
    if (typeof id !== 'string' || typeof rev !== 'string' || typeof lwt !== 'number') {
      throw new ProblemError('database.refused', { reason: 'not a stored document' });
    }
    const fields = paths.map(({ field, segments }) => {
      const value = valueAt(document, segments);
      if (value === undefined) irregular(field);
      return value ?? null;
    });
    return { id, idColumn: toColumnText(id), rev, deleted: document._deleted === true, lwt, fields };
  };
}

/** The column value at a path; undefined when it is, or lies within, what no column can hold. */
function valueAt(document: StoredDocument, segments: readonly string[]): ColumnValue | undefined {
  let value: unknown = document;
  for (const segment of segments) {
    if (value === undefined || value === null) return null;
    if (typeof value !== 'object' || Array.isArray(value)) return undefined;
    value = Object.hasOwn(value, segment) ? (value as Record<string, unknown>)[segment] : undefined;
  }
  return toColumn(value);
}
