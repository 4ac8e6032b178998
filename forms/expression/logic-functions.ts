import { functionOf, type Given } from './arguments-of-call.ts';
import type { Environment } from './environment.ts';
import { type XFunction, xBoolean, xNumber, xString } from './xpath-library.ts';

/** Conditions, counting and chance of OpenRosa's XForms. */
export function logicFunctions({ random, uuid, property }: Environment): ReadonlyMap<string, XFunction> {
  return new Map([
    ['if', functionOf((given) => given.value(given.truth(0) ? 1 : 2))],
    ['count-non-empty', functionOf((given) => xNumber(given.texts(0).filter((text) => text !== '').length))],
    ['checklist', functionOf((given) => xBoolean(isWithinLimits(weightOf(given, 2, 1), given)))],
    ['weighted-checklist', functionOf((given) => xBoolean(isWithinLimits(weightOf(given, 2, 2), given)))],
    ['random', functionOf(() => xNumber(random()))],
    ['uuid', functionOf(() => xString(uuid()))],
    ['property', functionOf((given) => xString(property(given.text(0))))],
    ['version', functionOf(() => xString(property('version')))],
    ['itext', functionOf((given) => xString(given.text(0)))],
    ['intersects', functionOf(() => xBoolean(false))],
  ]);
}

/** What the arguments from `from` on weigh that are true: each one, or by the number after each. */
function weightOf(given: Given, from: number, step: 1 | 2): number {
  let weight = 0;
  for (let at = from; at < given.count; at += step) {
    if (given.truth(at)) weight += step === 1 ? 1 : given.number(at + 1);
  }
  return weight;
}

/** Between the first two arguments; below 0 there is no limit. */
function isWithinLimits(weight: number, given: Given): boolean {
  const [fewest, most] = [given.number(0), given.number(1)];
  return (fewest < 0 || weight >= fewest) && (most < 0 || weight <= most);
}
