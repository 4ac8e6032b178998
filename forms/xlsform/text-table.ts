import { cleanText } from '../content/clean-text.ts';
import type { TextColumn, TextSheet } from '../workbook/write-workbook.ts';
import type { Cells } from './word-cells.ts';

/** How wide a column is, by the field that it holds; others are of middling width. */
const widths: Readonly<Record<string, number>> = {
  ...{ type: 28, name: 22, label: 48, hint: 36, guidance_hint: 36, list_name: 22, form_title: 48 },
  ...{ relevant: 32, constraint: 32, calculation: 36, choice_filter: 28, constraint_message: 32, required_message: 32 },
  ...{ required: 10, readonly: 10, appearance: 16, parameters: 22, trigger: 18, default: 18 },
};
const middling = 20;

/** Rows as a sheet: with the columns of `always`, and of `others` with those that a row says something in. */
export function textTable(
  name: string,
  rows: readonly Cells[],
  always: readonly string[],
  others: readonly string[],
): TextSheet {
  const clean = rows.map((row) => new Map(Object.entries(row).map(([header, text]) => [header, cleanText(text).text])));
  const used = others.filter((header) => clean.some((row) => row.get(header)));
  const headers = [...new Set([...always, ...used])];
  return {
    name,
    columns: headers.map(columnOf),
    rows: clean.map((row) => headers.map((header) => row.get(header) ?? '')),
  };
}

function columnOf(header: string): TextColumn {
  const [field = ''] = header.split('::');
  return { header: cleanText(header).text, width: widths[field] ?? middling };
}
