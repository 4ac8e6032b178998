import type { FormData } from '../../schema/reference-data.ts';
import { addDays } from '../deadline/day.ts';
import { type Dated, isInForce } from '../reference.ts';

/** Numbers of one year and symbol follow one another. */
export interface NumberSeries {
  readonly year: number;
  readonly symbol: string;
}

/** So long before a year begins a laptop already holds numbers of it. */
const aheadDays = 10;

/** Symbol of the series to which a form's numbers belong; empty where no laptop gives them. */
export function symbolOf({ series }: Pick<FormData, 'series'>): string {
  return series ?? '';
}

/** Which numbers a laptop should hold on a day (yyyy-mm-dd): those of the forms in force then. */
export function seriesFor(forms: readonly Dated<FormData>[], today: string): NumberSeries[] {
  const inForce = forms.filter((form) => isInForce(form, today));
  const symbols = new Set(inForce.map(({ data }) => symbolOf(data)).filter((symbol) => symbol !== ''));
  const years = new Set([today, addDays(today, aheadDays)].map((day) => Number(day.slice(0, 4))));
  return [...years].flatMap((year) => [...symbols].map((symbol) => ({ year, symbol })));
}
