import { type Fault, FormFault } from '../form-fault.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { cellText } from './cell-text.ts';
import { type Cell, cellAt, type Sheet } from './cells.ts';
import { unescaped } from './shared-strings.ts';

export interface SheetContext {
  readonly strings: readonly string[];
  /** Whether numbers of this style are dates. */
  readonly isDate: (style: number) => boolean;
  readonly countsFrom1904: boolean;
  /** Takes what is read otherwise than it stands there. */
  readonly warnings: Fault[];
}

const mostColumns = 2_000;
const mostRows = 200_000;
const mostCells = 3_000_000;

interface Coming {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string;
  isFormula: boolean;
  hasValue: boolean;
}

/** Reads one sheet. Throws `FormFault` where it has more rows or columns than a form can. */
export function readSheet(name: string, bytes: Uint8Array, context: SheetContext): Omit<Sheet, 'name' | 'isHidden'> {
  const rows = new Map<number, Map<number, Cell>>();
  const [hiddenRows, hiddenColumns, merged] = [new Set<number>(), new Set<number>(), [] as string[]];
  let [row, column, cells] = [0, 0, 0];
  let cell: Coming | null = null;
  let isText = false;

  function keep(coming: Coming): void {
    const read = cellOf(coming, context);
    if (!read) return;
    cells += 1;
    if (coming.column > mostColumns) throw new FormFault('sheet.tooWide', { most: mostColumns }, { sheet: name });
    if (coming.row > mostRows || cells > mostCells)
      throw new FormFault('sheet.tooLong', { most: mostRows }, { sheet: name });
    const of = rows.get(coming.row) ?? new Map<number, Cell>();
    rows.set(coming.row, of.set(coming.column, read));
  }

  parseXml(bytes, {
    open(tag, attributes) {
      if (tag === 'row') {
        row = Number(attributes.r ?? row + 1);
        column = 0;
        if (isOn(attributes.hidden)) hiddenRows.add(row);
      }
      if (tag === 'c') {
        const [atRow, atColumn] = cellAt(attributes.r ?? '') ?? [row, column + 1];
        [row, column] = [atRow, atColumn];
        const type = attributes.t ?? 'n';
        cell = { row, column, type, style: Number(attributes.s ?? 0), value: '', isFormula: false, hasValue: false };
      }
      if (tag === 'col' && isOn(attributes.hidden)) hide(hiddenColumns, Number(attributes.min), Number(attributes.max));
      if (tag === 'mergeCell' && attributes.ref) merged.push(attributes.ref);
      if (cell && tag === 'f') cell.isFormula = true;
      if (cell && (tag === 'v' || tag === 't')) {
        isText = true;
        cell.hasValue = true;
      }
    },
    text(piece) {
      if (cell && isText) cell.value += piece;
    },
    close(tag) {
      if (tag === 'v' || tag === 't') isText = false;
      if (tag !== 'c' || !cell) return;
      keep(cell);
      cell = null;
    },
  });
  return { rows, hiddenRows, hiddenColumns, merged };
}

function isOn(flag: string | undefined): boolean {
  return flag === '1' || flag === 'true';
}

function hide(hidden: Set<number>, from: number, to: number): void {
  for (let column = from; column <= Math.min(to, mostColumns); column += 1) hidden.add(column);
}

/** Null of an empty cell. */
function cellOf(coming: Coming, context: SheetContext): Cell | null {
  const { type, isFormula } = coming;
  if (isFormula && !coming.hasValue) return { value: '', isFormula, problem: 'noValue' };
  const plain = (value: string): Cell | null => (value === '' ? null : { value, isFormula, problem: null });
  if (type === 's') return plain(context.strings[Number(coming.value)] ?? '');
  if (type === 'b') return plain(coming.value === '1' ? 'TRUE' : 'FALSE');
  if (type === 'e') return { value: coming.value, isFormula, problem: 'error' };
  if (type !== 'n') return plain(unescaped(coming.value));
  if (coming.value.trim() === '') return null;
  const number = Number(coming.value);
  if (Number.isNaN(number)) return plain(coming.value);
  return { isFormula, ...cellText(number, context.isDate(coming.style), context.countsFrom1904) };
}
