import { cp } from 'node:fs/promises';
import path from 'node:path';
import { openFile } from '../../electron/database/open-file.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import { collections } from '../../shared/schema/collections.ts';
import { vaultSecrets } from './vault-keys.ts';

/**
 * Every synchronised document of a laptop's only person, `collection id revision`, in order: read beside the program from a copy of
 * the person's folder, which `copyTo` becomes.
 */
export async function databaseContents(personFolder: string, pin: string, copyTo: string): Promise<readonly string[]> {
  const { databaseKey } = await vaultSecrets(personFolder, pin, copyTo);
  const database = path.join(copyTo, 'database');
  await cp(path.join(personFolder, 'database'), database, { recursive: true });
  const db = openFile({ file: path.join(database, 'minh-tra.db'), keyHex: databaseKey.toString('hex') });
  try {
    const tables = db.prepare('select number, collection from storage_instance').all() as readonly Table[];
    return tables
      .filter(({ collection }) => collections.some(({ name }) => name === collection))
      .flatMap(({ number, collection }) => {
        const rows = db.prepare(`select json from documents_${number} where deleted = 0`).all() as readonly Row[];
        return rows.map(({ json }) => `${collection} ${stateOf(JSON.parse(json))}`);
      })
      .sort();
  } finally {
    db.close();
  }
}

interface Table {
  readonly number: number;
  readonly collection: string;
}

interface Row {
  readonly json: string;
}

/** A document's id and revision, without the proof that a device holds of it. */
function stateOf({ receipt: _, ...document }: { readonly id: string; readonly receipt?: unknown }): string {
  return `${document.id} ${revisionOf(document)}`;
}
