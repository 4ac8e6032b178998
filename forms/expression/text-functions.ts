import { functionOf } from './arguments-of-call.ts';
import { type XFunction, xBoolean, xNumber, xString } from './xpath-library.ts';

/** What was chosen, as a list of choices is written: names with spaces between them. */
export function chosenIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((name) => name !== '');
}

/** The whole text has to fit; a pattern that is wrong fits nothing. */
function fits(text: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return false;
  }
}

/** Texts and choices of OpenRosa's XForms. */
export const textFunctions: ReadonlyMap<string, XFunction> = new Map([
  ['selected', functionOf((given) => xBoolean(chosenIn(given.text(0)).includes(given.text(1).trim())))],
  ['selected-at', functionOf((given) => xString(chosenIn(given.text(0))[given.number(1)] ?? ''))],
  ['count-selected', functionOf((given) => xNumber(chosenIn(given.text(0)).length))],
  ['regex', functionOf((given) => xBoolean(fits(given.text(0), given.text(1))))],
  ['ends-with', functionOf((given) => xBoolean(given.text(0).endsWith(given.text(1))))],
  [
    'substr',
    functionOf((given) => xString(part(given.text(0), given.number(1), given.count > 2 ? given.number(2) : undefined))),
  ],
  ['join', functionOf((given) => xString(given.texts(1).join(given.text(0))))],
  ['concat', functionOf((given) => xString(given.texts(0).join('')))],
  ['coalesce', functionOf((given) => xString(given.texts(0).find((text) => text !== '') ?? ''))],
  ['string-length', functionOf((given) => xNumber([...given.text(0)].length))],
  ['boolean-from-string', functionOf((given) => xBoolean(/^(1|true)$/i.test(given.text(0).trim())))],
  ['base64-decode', functionOf((given) => xString(decoded(given.text(0))))],
  ['base64-encode', functionOf((given) => xString(encoded(given.text(0))))],
]);

function part(text: string, from: number, to: number | undefined): string {
  return text.slice(Number.isNaN(from) ? 0 : from, to);
}

function decoded(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
  } catch {
    return '';
  }
}

function encoded(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
