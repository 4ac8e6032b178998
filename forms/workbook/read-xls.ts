import { type CellObject, CFB, read, type WorkSheet } from '@e965/xlsx';
import { type Fault, FormFault } from '../form-fault.ts';
import { cellText } from './cell-text.ts';
import { type Cell, cellAt, type Sheet, type Workbook } from './cells.ts';
import { isDateFormat } from './dates.ts';

/** Reads a workbook of Excel 97 to 2003. Throws `FormFault` where it can't be read. */
export function readXls(bytes: Uint8Array): Workbook {
  const warnings: Fault[] = [{ code: 'file.oldFormat', details: {} }];
  const workbook = (() => {
    try {
      const container = CFB.read(bytes, { type: 'array' });
      // The library guesses at what is no workbook.
      if (!CFB.find(container, 'Workbook') && !CFB.find(container, 'Book')) throw new Error('no workbook in it');
      return read(bytes, {
        type: 'array',
        cellNF: true,
        cellText: false,
        cellHTML: false,
        cellFormula: true,
        sheetStubs: true,
      });
    } catch {
      throw new FormFault('file.damaged');
    }
  })();
  if (workbook.vbaraw) warnings.push({ code: 'workbook.macros', details: {} });
  const countsFrom1904 = workbook.Workbook?.WBProps?.date1904 ?? false;
  const sheets = workbook.SheetNames.map((name, place): Sheet => {
    const isHidden = (workbook.Workbook?.Sheets?.[place]?.Hidden ?? 0) !== 0;
    return { name, isHidden, ...sheetOf(workbook.Sheets[name] ?? {}, countsFrom1904) };
  });
  return { sheets, warnings };
}

function sheetOf(sheet: WorkSheet, countsFrom1904: boolean): Omit<Sheet, 'name' | 'isHidden'> {
  const rows = new Map<number, Map<number, Cell>>();
  for (const [name, cell] of Object.entries(sheet)) {
    const at = cellAt(name);
    const read = at && cellOf(cell as CellObject, countsFrom1904);
    if (!at || !read) continue;
    const [row, column] = at;
    rows.set(row, (rows.get(row) ?? new Map<number, Cell>()).set(column, read));
  }
  const unseen = (all: readonly ({ hidden?: boolean } | undefined)[] | undefined) =>
    new Set((all ?? []).flatMap((each, place) => (each?.hidden ? [place + 1] : [])));
  const merged = (sheet['!merges'] ?? []).map(({ s, e }) => `R${s.r + 1}C${s.c + 1}:R${e.r + 1}C${e.c + 1}`);
  return { rows, merged, hiddenRows: unseen(sheet['!rows']), hiddenColumns: unseen(sheet['!cols']) };
}

function cellOf(
  { t: type, v: value, f: formula, z: format, w: shown }: CellObject,
  countsFrom1904: boolean,
): Cell | null {
  const isFormula = formula !== undefined;
  if (type === 'z' || value === undefined) return isFormula ? { value: '', isFormula, problem: 'noValue' } : null;
  if (type === 'e') return { value: shown ?? '#', isFormula, problem: 'error' };
  if (type === 'b') return { value: value ? 'TRUE' : 'FALSE', isFormula, problem: null };
  if (typeof value !== 'number') return value === '' ? null : { value: String(value), isFormula, problem: null };
  const isDate = typeof format === 'string' && isDateFormat(0, format);
  return { isFormula, ...cellText(value, isDate, countsFrom1904) };
}
