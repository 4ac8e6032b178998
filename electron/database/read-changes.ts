import type { RxStorageDefaultCheckpoint } from 'rxdb';
import type { Output } from '../../shared/storage/contract.ts';
import { toColumnText } from './column-value.ts';
import type { DocumentTable } from './document-table.ts';

const purgedAtOnce = 1_000;

/** What was written after a checkpoint, in the order of writing; the last checkpoint again when there is nothing. */
export function readChanges(
  table: DocumentTable,
  limit: number,
  since: RxStorageDefaultCheckpoint | null,
): Output<'changes'> {
  const rows = table.statements
    .get(`select lwt, json from ${table.name} where (lwt, id) > (?, ?) order by lwt, id limit ?`)
    .all(since?.lwt ?? 0, toColumnText(since?.id ?? ''), limit) as { readonly lwt: number; readonly json: string }[];
  const documents = rows.map((row) => row.json);
  const last = rows.at(-1);
  if (!last) return { documents, checkpoint: since ?? { id: '', lwt: 0 } };
  const document: Record<string, unknown> = JSON.parse(last.json);
  return { documents, checkpoint: { id: String(document[table.layout.primary]), lwt: last.lwt } };
}

export function readDocuments(table: DocumentTable, ids: readonly string[], withDeleted: boolean): string[] {
  const live = withDeleted ? '' : ' and deleted = 0';
  const byId = table.statements.pluck(`select json from ${table.name} where id = ?${live}`);
  const found: string[] = [];
  for (const id of ids) {
    const json = byId.get(toColumnText(id));
    if (typeof json === 'string') found.push(json);
  }
  return found;
}

/** Purges documents deleted until `before`; true when none is left. Within the caller's transaction. */
export function purgeDeleted(table: DocumentTable, before: number): boolean {
  const rows = table.statements
    .get(
      `select place, id from ${table.name} indexed by ${table.name}_deleted
       where deleted = 1 and lwt <= ? order by lwt limit ${purgedAtOnce}`,
    )
    .all(before) as { readonly place: number; readonly id: string }[];
  for (const { place, id } of rows) {
    table.statements.get(`delete from ${table.name} where place = ?`).run(place);
    if (table.layout.attachments) {
      table.statements.get(`delete from attachments_${table.number} where document = ?`).run(id);
    }
  }
  return rows.length < purgedAtOnce;
}
