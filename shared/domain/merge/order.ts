import { compareTexts } from './claim.ts';
import type { Element } from './shape.ts';

/** The keys of a list in each state, in order; `base` is empty when there is none. */
export interface Sequences {
  readonly base: readonly string[];
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
}

/**
 * The order of a merged list, for the keys that stay in it. When one side alone changed the list, its order; else what
 * both had keeps its order, and what was added follows, by key: whoever merges first, the list ends the same.
 */
export function mergedOrder({ base, mine, theirs }: Sequences, staying: ReadonlySet<string>): string[] {
  for (const [side, other] of [
    [mine, theirs],
    [theirs, mine],
  ] as const) {
    const isWhole = [...staying].every((key) => side.includes(key));
    if (isWhole && (isSameOrder(side, other) || isSameOrder(other, base)))
      return side.filter((key) => staying.has(key));
  }
  const old = base.filter((key) => staying.has(key));
  const shared = (side: readonly string[]) =>
    side.filter((key) => old.includes(key) && mine.includes(key) && theirs.includes(key));
  const before = shared(base);
  const moved = [shared(mine), shared(theirs)].filter((order) => !isSameOrder(order, before));
  const order = moved.sort((a, b) => compareTexts(a.join('\n'), b.join('\n'))).at(-1) ?? before;
  const result = [...order];
  for (const [place, key] of old.entries()) {
    if (result.includes(key)) continue;
    const previous = old.slice(0, place).findLast((each) => result.includes(each));
    result.splice(previous === undefined ? 0 : result.indexOf(previous) + 1, 0, key);
  }
  const added = [...staying].filter((key) => !old.includes(key)).sort(compareTexts);
  return [...result, ...added];
}

/** The order of a list that only grows: each side's own order holds, and across the sides the earlier `at` comes first. */
export function grownOrder(mine: readonly Element[], theirs: readonly Element[]): string[] {
  const result: string[] = [];
  const done = new Set<string>();
  const left = [...mine];
  const right = [...theirs];
  while (left.length > 0 || right.length > 0) {
    const next = nextOf(left, right);
    if (!done.has(next.id)) result.push(next.id);
    done.add(next.id);
    for (const list of [left, right]) while (list[0] && done.has(list[0].id)) list.shift();
  }
  return result;
}

function nextOf(left: readonly Element[], right: readonly Element[]): Element {
  const [a, b] = [left[0], right[0]];
  if (!a || !b) return (a ?? b) as Element;
  const aWaits = right.some((each) => each.id === a.id);
  const bWaits = left.some((each) => each.id === b.id);
  if (aWaits !== bWaits) return aWaits ? b : a;
  return byTime(a, b) <= 0 ? a : b;
}

function byTime(a: Element, b: Element): number {
  return compareTexts(timeOf(a), timeOf(b)) || compareTexts(a.id, b.id);
}

function timeOf(element: Element): string {
  return typeof element.at === 'string' ? element.at : '';
}

function isSameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, place) => key === b[place]);
}
