import type { Attachments, ImportedForm } from './content/imported-form.ts';
import { importXlsForm } from './xlsform/import-xlsform.ts';

/** Reads a form, whatever its file is called. What is wrong with it is told; nothing is thrown. */
export function importForm(bytes: Uint8Array, attachments: Attachments): Promise<ImportedForm> {
  return importXlsForm(bytes, attachments);
}
