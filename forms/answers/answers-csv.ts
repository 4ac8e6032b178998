import Papa from 'papaparse';
import { type AnsweredForm, answerColumns, answerHeaders, answerRows } from './answer-rows.ts';
import { csvCell } from './sheet-cell.ts';

/** By it Excel knows UTF-8. */
const byteOrderMark = '\ufeff';
const ofTemplate = { vi: 'Mẫu', en: 'Template' };

/** The answers of forms as CSV by RFC 4180, in UTF-8: a line each item that is asked. */
export function answersCsv(forms: readonly AnsweredForm[], language: 'vi' | 'en'): Uint8Array {
  const headers = answerHeaders(language);
  const lines = forms.flatMap((form) =>
    answerRows(form, language).map((row) => [form.title, ...answerColumns.map((column) => row[column])]),
  );
  const cells = [[ofTemplate[language], ...answerColumns.map((column) => headers[column])], ...lines];
  const text = Papa.unparse(
    cells.map((line) => line.map(csvCell)),
    { newline: '\r\n' },
  );
  return new TextEncoder().encode(`${byteOrderMark}${text}\r\n`);
}
