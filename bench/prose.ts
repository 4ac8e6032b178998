import decree from '../server/reference/data/penalties-174-2026.json' with { type: 'json' };
import { oneOf, type Random } from './random.ts';

const sentences = decree.entries.map(({ behaviourVi }) => behaviourVi.split(/\s+/));
const beginnings = sentences.flatMap(([first]) => first ?? []);
/** What follows each syllable in the decree, as often as it does there. */
const following = new Map<string, string[]>();
for (const sentence of sentences) {
  sentence.slice(1).forEach((next, at) => {
    const before = sentence[at] ?? '';
    const known = following.get(before);
    if (known) known.push(next);
    else following.set(before, [next]);
  });
}

/**
 * Vietnamese that reads like a decree without being one: each syllable follows the one before as often as in the decree's
 * own sentences. So words of several syllables, common and rare words, and what zipping gains are as in real cases.
 */
export function prose(random: Random, length: number): string {
  let made = '';
  let last: string | null = null;
  while (made.length < length) {
    const next: readonly string[] | undefined = last === null ? undefined : following.get(last);
    last = next ? oneOf(random, next) : oneOf(random, beginnings);
    made += next || made === '' ? ` ${last}` : `. ${last}`;
  }
  return made.trim().slice(0, length).trim();
}
