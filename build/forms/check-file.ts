import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Counts, countsOf } from '../../forms/content/counts.ts';
import { type FaultLanguage, faultText } from '../../forms/fault-text.ts';
import type { Fault } from '../../forms/form-fault.ts';
import { importForm } from '../../forms/import-form.ts';

/** What is said of one file, as one line. */
interface CheckedForm extends Counts {
  readonly file: string;
  readonly ok: boolean;
  readonly warnings: readonly ToldFault[];
  readonly errors: readonly ToldFault[];
}

interface ToldFault {
  readonly sheet: string | null;
  readonly row: number | null;
  readonly column: string | null;
  readonly message: string;
}

/** Judges a form as an import would, with the lists of choices that lie beside it. `isJudged` is false where the file can't be opened. */
export async function checkFile(
  file: string,
  language: FaultLanguage,
): Promise<{ readonly line: CheckedForm; readonly isJudged: boolean }> {
  const told = (faults: readonly Fault[]) => faults.map((fault) => toldFault(fault, language));
  const bytes = await readFile(file).catch(() => null);
  if (!bytes) {
    const errors = told([{ code: 'file.notRead', details: {} }]);
    return { line: { file, ok: false, ...countsOf(null), warnings: [], errors }, isJudged: false };
  }
  const { content, counts, errors, warnings } = await importForm(bytes, await besideOf(file));
  return {
    line: { file, ok: content !== null, ...counts, warnings: told(warnings), errors: told(errors) },
    isJudged: true,
  };
}

function toldFault(fault: Fault, language: FaultLanguage): ToldFault {
  const { sheet = null, row = null, column = null } = fault;
  return { sheet, row, column, message: faultText(fault, language) };
}

/** Lists of choices in the folder of a form, or in the one named after it with `-media`, as XLSForm has it. */
async function besideOf(file: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const { dir, name } = path.parse(file);
  const found = new Map<string, Uint8Array>();
  for (const folder of [dir || '.', path.join(dir, `${name}-media`)]) {
    const names = await readdir(folder).catch(() => []);
    for (const each of names.filter((own) => /\.(csv|geojson|xml)$/i.test(own))) {
      const bytes = await readFile(path.join(folder, each)).catch(() => null);
      if (bytes) found.set(each, bytes);
    }
  }
  return found;
}
