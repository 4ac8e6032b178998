import type { FormData } from '../../schema/reference-data.ts';
import { addDays } from '../deadline/day.ts';
import { type Dated, isInForce } from '../reference.ts';

/** Numbers of one year and symbol follow one another. */
export interface NumberSeries {
  readonly year: number;
  readonly symbol: string;
}

/** What every inspector may have to make at any visit, also before the forms have come: working minutes, and those of a violation. */
const usual: readonly string[] = ['BB-LV', 'BB-VPHC'];
/** So long before a year begins a laptop already holds numbers of it. */
const aheadDays = 10;

/** The symbol of a form's numbers; empty where the form has none, or leaves it to the unit. */
export function symbolOf({ symbol }: Pick<FormData, 'symbol'>): string {
  return symbol && !/[…(]/.test(symbol) ? symbol : '';
}

/** Which numbers a laptop should hold on a day (yyyy-mm-dd): those of the forms by which documents are made then. */
export function seriesFor(forms: readonly Dated<FormData>[], today: string): NumberSeries[] {
  const made = forms.filter((form) => form.data.use !== undefined && isInForce(form, today));
  const symbols = new Set([...usual, ...made.map(({ data }) => symbolOf(data)).filter((symbol) => symbol !== '')]);
  const years = new Set([today, addDays(today, aheadDays)].map((day) => Number(day.slice(0, 4))));
  return [...years].flatMap((year) => [...symbols].map((symbol) => ({ year, symbol })));
}
