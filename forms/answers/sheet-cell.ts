import { cleanText } from '../content/clean-text.ts';

/** Programs for sheets hold no more in a cell, in units of UTF-16. */
const longest = 32_767;
const cutMark = ' […]';

/** What a program for sheets would work out, were it the first of a cell; it may look past quotation marks and space. */
const formula = /^[\s"']*[=+\-@＝＋－＠]|^\t/;

/** A text as a cell holds it: without what nobody can see, and where it is longer than a cell cut with a mark. */
export function sheetCell(text: string, most = longest): string {
  const { text: clean } = cleanText(text);
  if (clean.length <= most) return clean;
  // Half of a sign that takes two units is none.
  return `${clean.slice(0, most - cutMark.length).replace(/[\ud800-\udbff]$/, '')}${cutMark}`;
}

/** As `sheetCell`, with an apostrophe before what would be taken for a formula: a CSV has no way to say that a cell is text. */
export function csvCell(text: string): string {
  const cell = sheetCell(text);
  return formula.test(cell) ? `'${sheetCell(text, longest - 1)}` : cell;
}
