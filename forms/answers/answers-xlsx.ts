import { programLanguage } from '../content/program-language.ts';
import type { FilledForm } from '../fill/filled-form.ts';
import { textWorkbook } from '../workbook/write-workbook.ts';
import { answerColumns, answerHeaders, answerRows } from './answer-rows.ts';
import { sheetCell } from './sheet-cell.ts';

const widths = { path: 28, turn: 8, question: 60, code: 24, words: 48 };
const names = { vi: 'Trả lời', en: 'Answers' };

/** A form's answers as a sheet (.xlsx) in which all is text: a row each item that is asked. `language`: as the template calls it. */
export function answersXlsx(form: FilledForm, language: string): Promise<Uint8Array> {
  const headers = answerHeaders(language);
  const columns = answerColumns.map((column) => ({ header: headers[column], width: widths[column] }));
  const rows = answerRows(form, language).map((row) => answerColumns.map((column) => sheetCell(row[column])));
  return textWorkbook([{ name: names[programLanguage(language)], columns, rows }]);
}
