import { type BulkWriteRow, stripAttachmentsDataFromDocument } from 'rxdb';
import type { WireAttachments, WriteInput } from './contract.ts';

/** What is used of a Blob, which these types know only where a DOM or Node is there. */
interface Readable {
  arrayBuffer(): Promise<ArrayBuffer>;
}
type Rows<Doc> = readonly BulkWriteRow<Doc>[];
type Packed = Omit<WriteInput, 'instance' | 'context'>;

/** Rows of a bulk write as they cross: each new document once, of the previous state its revision alone. */
export function packRows<Doc>(rows: Rows<Doc>): Packed {
  return {
    documents: rows.map((row) => JSON.stringify(row.document)),
    previous: rows.map((row) => row.previous?._rev ?? null),
  };
}

/** As `packRows`, for a schema with attachments: their data is read out and crosses beside the documents. */
export async function packRowsWithAttachments<Doc>(rows: Rows<Doc>): Promise<Packed> {
  return {
    documents: rows.map((row) => JSON.stringify(stripAttachmentsDataFromDocument(row.document))),
    previous: rows.map((row) => row.previous?._rev ?? null),
    attachments: await Promise.all(rows.map(attachmentsOf)),
  };
}

async function attachmentsOf<Doc>({ document, previous }: BulkWriteRow<Doc>): Promise<WireAttachments | null> {
  const before = previous?._attachments ?? {};
  // A deleted document keeps no attachment, whatever it still names.
  const now = previous && document._deleted ? {} : document._attachments;
  const names = Object.keys(now);
  const remove = Object.keys(before).filter((name) => !Object.hasOwn(now, name));
  if (names.length === 0 && remove.length === 0) return null;
  const add: WireAttachments['add'][number][] = [];
  let missing: string | null = null;
  let missingIfNew: string | null = null;
  for (const name of names) {
    const attachment = now[name];
    if (!attachment) continue;
    if (!('data' in attachment) || !attachment.data) {
      missingIfNew ??= name;
      if (!before[name]) missing ??= name;
    } else if (before[name]?.digest !== attachment.digest) {
      const data = await (attachment.data as unknown as Readable).arrayBuffer();
      add.push({ name, digest: attachment.digest, type: attachment.type, data });
    }
  }
  return { add, remove, missing, missingIfNew };
}

/** The primary key of a document. */
export function idOf(document: object, primary: string): string {
  return String(Reflect.get(document, primary));
}
