import { ProblemError } from '../../shared/problem/problem.ts';
import type { Output, WireAttachments } from '../../shared/storage/contract.ts';
import { toColumnText } from './column-value.ts';
import type { DocumentTable } from './document-table.ts';
import type { Sqlite } from './open-file.ts';

interface AttachmentRow {
  readonly type: string;
  readonly data: Buffer;
}

/** The table of a collection's attachments, made when its schema first asks for one. */
export function createAttachments(db: Sqlite, number: number): void {
  db.exec(`
    create table if not exists attachments_${number} (
      document text not null,
      name text not null,
      digest text not null,
      type text not null,
      data blob not null,
      primary key (document, name)
    )
  `);
}

export function dropAttachments(db: Sqlite, number: number): void {
  db.exec(`drop table if exists attachments_${number}`);
}

export function putAttachments(table: DocumentTable, id: string, add: WireAttachments['add']): void {
  for (const { name, digest, type, data } of add) {
    table.statements
      .get(
        `insert or replace into attachments_${table.number} (document, name, digest, type, data) values (?, ?, ?, ?, ?)`,
      )
      .run(toColumnText(id), name, digest, type, Buffer.from(data));
  }
}

export function removeAttachments(table: DocumentTable, id: string, names: readonly string[]): void {
  for (const name of names) {
    table.statements
      .get(`delete from attachments_${table.number} where document = ? and name = ?`)
      .run(toColumnText(id), name);
  }
}

/** @throws ProblemError notFound when there is none of that name, or its data has changed since */
export function readAttachment(table: DocumentTable, id: string, name: string, digest: string): Output<'attachment'> {
  if (!table.layout.attachments) throw new ProblemError('notFound');
  const row = table.statements
    .get(`select type, data from attachments_${table.number} where document = ? and name = ? and digest = ?`)
    .get(toColumnText(id), name, digest) as AttachmentRow | undefined;
  if (!row) throw new ProblemError('notFound');
  // A copy of its own: a Buffer may lie within a larger block of memory that holds other data.
  return { type: row.type, data: new Uint8Array(row.data).buffer };
}
