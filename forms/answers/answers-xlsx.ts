import { textWorkbook } from '../workbook/write-workbook.ts';
import { type AnsweredForm, answerColumns, answerHeaders, answerRows } from './answer-rows.ts';
import { sheetCell } from './sheet-cell.ts';

const widths = { path: 28, turn: 8, question: 60, code: 24, words: 48, note: 48 };
/** Of a sheet's name, in Excel. */
const longestName = 31;

/** The answers of forms as a workbook (.xlsx) in which all is text: a sheet each form, a row each item that is asked. */
export function answersXlsx(forms: readonly AnsweredForm[], language: 'vi' | 'en'): Promise<Uint8Array> {
  const headers = answerHeaders(language);
  const columns = answerColumns.map((column) => ({ header: headers[column], width: widths[column] }));
  const sheets = forms.map((form, nth) => ({
    name: sheetName(nth + 1, form.title),
    columns,
    rows: answerRows(form, language).map((row) => answerColumns.map((column) => sheetCell(row[column]))),
  }));
  return textWorkbook(sheets);
}

/** Numbered, so that no two are called alike, and without what Excel takes in no name. */
function sheetName(number: number, title: string): string {
  const words = title.replace(/[\p{C}[\]:*?/\\']/gu, ' ').replace(/\s+/g, ' ');
  return `${number} ${words}`.slice(0, longestName).trim();
}
