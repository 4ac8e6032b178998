/** Numbers and choices that are the same for the same seed: the demonstration and the benchmarks can be repeated. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** ULID of a moment, by these numbers. */
  id(ms: number): string;
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const timeDigits = 10;
const randomDigits = 16;

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    pick(items) {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    id(ms) {
      let text = '';
      let rest = ms;
      for (let digit = 0; digit < timeDigits; digit += 1) {
        text = crockford.charAt(rest % 32) + text;
        rest = Math.floor(rest / 32);
      }
      for (let digit = 0; digit < randomDigits; digit += 1) text += crockford.charAt(between(0, 31));
      return text;
    },
  };
}
