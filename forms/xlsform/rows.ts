import type { Words } from '../../shared/schema/template-content.ts';
import { cleanText } from '../content/clean-text.ts';
import type { Findings } from '../content/findings.ts';
import type { FaultPlace } from '../form-fault.ts';
import type { Sheet } from '../workbook/cells.ts';
import { type Column, columnsOf, type SheetKind } from './columns.ts';

/** One row of a sheet of a form, by fields. */
export interface Row {
  readonly number: number;
  /** What a field says, trimmed; empty where it says nothing. */
  text(field: string): string;
  /** As `text`, as it stands there. */
  raw(field: string): string;
  /** A field's words by language; undefined where it has none. */
  words(field: string): Words | undefined;
  /** Fields that say something. */
  readonly fields: readonly string[];
  placeOf(field: string): FaultPlace;
}

/** The rows below a sheet's headers; what can't be read of a cell is told. Throws `FormFault` as `columnsOf`. */
export function rowsOf(sheet: Sheet, kind: SheetKind, findings: Findings): readonly Row[] {
  const columns = columnsOf(sheet, kind, findings.warnings);
  let hasFormula = false;
  if (sheet.isHidden) findings.warn('sheet.hidden', { sheet: sheet.name });
  if (sheet.merged.length > 0) findings.warn('sheet.merged', { sheet: sheet.name }, { range: sheet.merged[0] ?? '' });
  const rows: Row[] = [];
  const numbers = [...sheet.rows.keys()].filter((number) => number > 1).sort((one, other) => one - other);
  for (const number of numbers) {
    const cells = new Map<string, { readonly column: Column; readonly value: string }>();
    for (const [at, cell] of sheet.rows.get(number) ?? []) {
      const column = columns.get(at);
      if (!column) continue;
      const place = { sheet: sheet.name, row: number, column: column.letters };
      if (cell.problem) findings.error(`cell.${cell.problem}`, place, { value: cell.value });
      hasFormula ||= cell.isFormula && !cell.problem;
      const { text, hidden } = cleanText(cell.value);
      if (hidden) findings.warn('cell.hiddenCharacters', place);
      if (text.trim() !== '') cells.set(`${column.field}|${column.language}`, { column, value: text });
    }
    if (cells.size > 0) rows.push(rowOf(sheet.name, number, [...cells.values()]));
  }
  if (hasFormula) findings.warn('sheet.formulas', { sheet: sheet.name });
  const unseen = rows.find((row) => sheet.hiddenRows.has(row.number));
  if (unseen) findings.warn('sheet.hiddenRows', { sheet: sheet.name, row: unseen.number });
  return rows;
}

function rowOf(sheet: string, number: number, cells: readonly { column: Column; value: string }[]): Row {
  const of = (field: string) => cells.filter(({ column }) => column.field === field);
  const raw = (field: string) => of(field)[0]?.value ?? '';
  return {
    number,
    raw,
    text: (field) => raw(field).trim(),
    words(field) {
      const entries = of(field).map(({ column, value }) => [column.language, value.trim()] as const);
      return entries.length > 0 ? Object.fromEntries(entries) : undefined;
    },
    fields: [...new Set(cells.map(({ column }) => column.field))],
    placeOf(field) {
      const letters = of(field)[0]?.column.letters;
      return letters ? { sheet, row: number, column: letters } : { sheet, row: number };
    },
  };
}
