import { functionOf, type Given } from './arguments-of-call.ts';
import { type XFunction, xNumber } from './xpath-library.ts';

const one = (work: (number: number) => number) => functionOf((given) => xNumber(work(given.number(0))));

/** Numbers of all arguments, but for those of which nothing is said. */
function numbersOf(given: Given): readonly number[] {
  return given
    .texts(0)
    .filter((text) => text.trim() !== '')
    .map(Number);
}

/** Half is rounded up, as XPath has it; `places` after the point, or before it where they are below 0. */
function rounded(number: number, places: number): number {
  const scale = 10 ** Math.trunc(places);
  return Number.isFinite(scale) && scale > 0
    ? Number((Math.floor(number * scale + 0.5) / scale).toPrecision(15))
    : Number.NaN;
}

/** Arithmetic of OpenRosa's XForms. */
export const numberFunctions: ReadonlyMap<string, XFunction> = new Map([
  ['abs', one(Math.abs)],
  ['int', one(Math.trunc)],
  ['sqrt', one(Math.sqrt)],
  ['exp', one(Math.exp)],
  ['exp10', one((number) => 10 ** number)],
  ['log', one(Math.log)],
  ['log10', one(Math.log10)],
  ['sin', one(Math.sin)],
  ['cos', one(Math.cos)],
  ['tan', one(Math.tan)],
  ['asin', one(Math.asin)],
  ['acos', one(Math.acos)],
  ['atan', one(Math.atan)],
  ['atan2', functionOf((given) => xNumber(Math.atan2(given.number(0), given.number(1))))],
  ['pow', functionOf((given) => xNumber(given.number(0) ** given.number(1)))],
  ['pi', functionOf(() => xNumber(Math.PI))],
  ['round', functionOf((given) => xNumber(rounded(given.number(0), given.count > 1 ? given.number(1) : 0)))],
  ['min', functionOf((given) => xNumber(extreme(numbersOf(given), Math.min)))],
  ['max', functionOf((given) => xNumber(extreme(numbersOf(given), Math.max)))],
]);

function extreme(numbers: readonly number[], of: (...all: number[]) => number): number {
  return numbers.length === 0 ? Number.NaN : numbers.reduce((one, other) => of(one, other));
}
