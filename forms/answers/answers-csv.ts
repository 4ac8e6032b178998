import Papa from 'papaparse';
import type { FilledForm } from '../fill/filled-form.ts';
import { answerColumns, answerHeaders, answerRows } from './answer-rows.ts';
import { csvCell } from './sheet-cell.ts';

/** By it Excel knows UTF-8. */
const byteOrderMark = '\ufeff';

/** A form's answers as CSV by RFC 4180, in UTF-8: a line each item that is asked. `language`: as the template calls it. */
export function answersCsv(form: FilledForm, language: string): Uint8Array {
  const rows = [answerHeaders(language), ...answerRows(form, language)];
  const cells = rows.map((row) => answerColumns.map((column) => csvCell(row[column])));
  return new TextEncoder().encode(`${byteOrderMark}${Papa.unparse(cells, { newline: '\r\n' })}\r\n`);
}
