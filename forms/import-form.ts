import type { Attachments, ImportedForm } from './content/imported-form.ts';
import { importXForm } from './xform/import-xform.ts';
import { importXlsForm } from './xlsform/import-xlsform.ts';
import { xmlText } from './xml/parse-xml.ts';

/** More space than this at the beginning of a file no program writes. */
const headBytes = 4_096;

/** Reads a form, whatever its file is called: XML, or a workbook. What is wrong with it is told; nothing is thrown. */
export function importForm(bytes: Uint8Array, attachments: Attachments): Promise<ImportedForm> {
  const isXml = /^\s*</.test(xmlText(bytes.subarray(0, headBytes)));
  return isXml ? importXForm(bytes, attachments) : importXlsForm(bytes, attachments);
}
