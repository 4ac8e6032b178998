import type { Fault } from '../form-fault.ts';

/** What a cell says, as a person reads it. */
export interface Cell {
  readonly value: string;
  /** The value is what a formula came to when the workbook was last saved. */
  readonly isFormula: boolean;
  /** `ambiguousDate`: of the first weeks of 1900, which programs count apart; `noValue`: a formula that was never worked out; `error`: `#REF!` and its like. */
  readonly problem: 'ambiguousDate' | 'noValue' | 'error' | null;
}

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** By row and column, both counted from 1; what is empty is not there. */
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, Cell>>;
  /** Rows and columns that a person does not see. */
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
  /** First and last cell of each: the value stands in the first alone. */
  readonly merged: readonly string[];
}

/** What is read of a file, and what of it is not, or otherwise than it stands there. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  readonly warnings: readonly Fault[];
}

/** Letters of a column counted from 1: 1 is A, 27 is AA. */
export function columnLetters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

/** Row and column of `B12`, counted from 1; null where it is no such name. */
export function cellAt(name: string): readonly [row: number, column: number] | null {
  const [, letters = '', row = ''] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(name) ?? [];
  if (letters === '') return null;
  return [Number(row), [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)];
}
