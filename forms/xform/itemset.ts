import { isLiteral, partsAtCommas, tokensOf } from '../expression/tokens.ts';
import type { XmlElement } from '../xml/element.ts';
import { insideItext } from './words.ts';

/** An instance by its id, and how its items are called there: `root/item`. */
interface FromInstance {
  readonly instance: string;
  readonly shape: string;
}

/** Where the choices of a question come from. */
export interface Itemset {
  /** The list's id, or the path of the repeat whose answers are the choices. */
  readonly from: FromInstance | { readonly path: string };
  /** What chooses among them; empty where all are taken. */
  readonly filter: string;
  readonly isShuffled: boolean;
  /** From what it is shuffled; empty where that is left to chance. */
  readonly seed: string;
  /** Under which names a choice holds what is saved, and what is shown. */
  readonly value: string;
  readonly label: string;
  /** The label is the id of a text. */
  readonly isText: boolean;
}

/** Reads `<itemset nodeset="instance('id')/root/item[…]">`; null of one whose notation is another. */
export function readItemset(element: XmlElement): Itemset | null {
  const [nodeset, seed, isShuffled] = unshuffled(element.attribute('nodeset').trim());
  const { base, filter } = withoutFilter(nodeset);
  const value = element.child('value')?.attribute('ref').trim() || 'name';
  const ref = element.child('label')?.attribute('ref').trim() || value;
  const text = insideItext(ref);
  const from = sourceOf(base);
  if (!from || filter === null) return null;
  const label = text ?? ref;
  const isField = [value, label].every((each) => !/[/()[\]'"]/.test(each.replace(/^\.\//, '')));
  if (!isField) return null;
  const own = { value: value.replace(/^\.\//, ''), label: label.replace(/^\.\//, '') };
  return { from, filter, isShuffled, seed, isText: text !== null, ...own };
}

/** The id and the filter of `instance('id')/root/item[…]`, which a question with a `query` has in its place. */
export function readQuery(query: string): { readonly instance: string; readonly filter: string } | null {
  const { base, filter } = withoutFilter(query.trim());
  const from = sourceOf(base);
  return from && 'instance' in from && filter !== null ? { instance: from.instance, filter } : null;
}

/** What `randomize(nodeset, seed)` is about. */
function unshuffled(nodeset: string): readonly [nodeset: string, seed: string, isShuffled: boolean] {
  const [, given] = /^randomize\s*\((.*)\)$/s.exec(nodeset) ?? [];
  if (given === undefined) return [nodeset, '', false];
  const [inner = '', seed = ''] = partsAtCommas(given);
  return [inner.trim(), seed, true];
}

/** Parts a nodeset from the brackets at its end: several of them must all hold. `filter` is null where they stand elsewhere. */
function withoutFilter(nodeset: string): { readonly base: string; readonly filter: string | null } {
  const filters: string[] = [];
  let [base, depth, isOdd] = ['', 0, false];
  for (const token of tokensOf(nodeset)) {
    if (token === ']') depth -= 1;
    if (depth > 0) filters[filters.length - 1] += token;
    else if (token === '[') filters.push('');
    else if (token !== ']') {
      base += token;
      isOdd ||= filters.length > 0 && token.trim() !== '';
    }
    if (token === '[') depth += 1;
  }
  const [only = ''] = filters;
  const filter = filters.length > 1 ? filters.map((each) => `(${each})`).join(' and ') : only;
  return { base: base.trim(), filter: isOdd ? null : filter };
}

function sourceOf(base: string): Itemset['from'] | null {
  const tokens = tokensOf(base).filter((token) => token.trim() !== '');
  if (tokens[0] !== 'instance') return base === '' ? null : { path: base };
  const [, , literal = '', ...rest] = tokens;
  const [, shape] = /^\)\/([^/]+\/[^/]+)$/.exec(rest.join('')) ?? [];
  return isLiteral(literal) && shape ? { instance: literal.slice(1, -1), shape } : null;
}
