import type { InspectionCase } from '../../shared/schema/cases.ts';
import { makeCase } from '../documents.ts';
import { oneOf, seeded } from '../random.ts';
import type { EncryptedPeer } from './encrypted.ts';
import { plainWords, scan, scannable } from './full-scan.ts';
import { peerOf } from './storage-calls.ts';
import { elapsed, quiet } from './timing.ts';

/** What a person types of a case that they remember: two to four words as they stand in it, tones left out. */
function phraseOf(n: number, total: number): string[] {
  const random = seeded(900_000 + n);
  const remembered: InspectionCase = makeCase(Math.floor(random() * total));
  const written = oneOf(random, [remembered.content, remembered.entityName, remembered.entityAddress]).split(' ');
  // The last word of a field is cut off in the middle.
  const words = written.slice(0, -1);
  const length = 2 + Math.floor(random() * 3);
  const from = Math.floor(random() * Math.max(1, words.length - length));
  return plainWords(words.slice(from, from + length).join(' '));
}

/** As many as the port gives for one search. */
const everything = 50_000;

function searcher(): EncryptedPeer {
  const peer = peerOf('ours');
  if (!('search' in peer)) throw new Error('ours cannot search');
  return peer as EncryptedPeer;
}

export const searchCalls = {
  /** Milliseconds of each search for another phrase. */
  async searches(input: { total: number; first: number; count: number; limit: number }): Promise<number[]> {
    const { search } = searcher();
    const phrases = Array.from({ length: input.count }, (_, at) => phraseOf(input.first + at, input.total).join(' '));
    const times: number[] = [];
    await quiet();
    for (const phrase of phrases) times.push(await elapsed(() => search(phrase, input.limit)));
    return times;
  },
  /** The part of what a full scan finds that the search finds too, over all phrases; and how many of those hold a `đ`. */
  async recall({ total, count }: { total: number; count: number }) {
    const { search } = searcher();
    const ids: string[] = [];
    const texts: string[] = [];
    const withBar = new Set<number>();
    for (let n = 0; n < total; n++) {
      const document = makeCase(n);
      ids.push(document.id);
      texts.push(scannable(document));
    }
    let there = 0;
    let found = 0;
    for (let n = 0; n < count; n++) {
      const words = phraseOf(n, total);
      const wanted = scan(texts, words);
      const given = new Set(await search(words.join(' '), everything));
      there += wanted.length;
      for (const place of wanted) if (given.has(ids[place] ?? '')) found++;
      if (wanted.some((place) => hasBarIn(makeCase(place), words))) withBar.add(n);
    }
    return { there, found, phrasesWithBar: withBar.size };
  },
};

/** True when one of the words is written with `đ` in the case: the letter that is no d with a tone. */
function hasBarIn({ content, entityName, entityAddress }: InspectionCase, words: readonly string[]): boolean {
  const barred = `${content} ${entityName} ${entityAddress}`.split(' ').filter((word) => /đ/i.test(word));
  return barred.some((word) => words.includes(plainWords(word).join('')));
}
