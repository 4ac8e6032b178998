import { openFile } from '../open-file.ts';
import { testKey } from './scratch.ts';

/** Tables of one collection, and those that SQLite keeps for a full-text one, by the number that they end with. */
const ofCollection =
  /^(?:documents|attachments|elements|search(?:_waiting|_pairs|_ids)?)_(\d+)(?:_(?:data|idx|content|docsize|config))?$/;
const ofFile: ReadonlySet<string> = new Set(['storage_state', 'storage_instance']);

/** What SQLite finds unsound in a file that nobody has open, and tables in it that belong to none of its collections. */
export function fileFaults(file: string): string[] {
  const db = openFile({ file, keyHex: testKey });
  const column = (sql: string) => db.prepare(sql).pluck().all().map(String);
  try {
    const unsound = column('pragma integrity_check').filter((line) => line !== 'ok');
    const numbers = new Set(column('select number from storage_instance'));
    const strangers = column(`select name from sqlite_schema where type <> 'index'`).filter((name) => {
      const [, number] = ofCollection.exec(name) ?? [];
      return number === undefined ? !ofFile.has(name) : !numbers.has(number);
    });
    return [...unsound, ...strangers.map((name) => `a table too many: ${name}`)];
  } finally {
    db.close();
  }
}
