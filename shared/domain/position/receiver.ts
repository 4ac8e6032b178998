import type { Position } from '../../schema/evidence.ts';
import { parseSentence, type Sentence } from './nmea.ts';

type Told<Kind extends Sentence['kind']> = Extract<Sentence, { kind: Kind }> & { readonly heardMs: number };

/** What was heard of a receiver since its port was opened; moments by a clock that nobody sets. */
export interface Heard {
  readonly bytesMs: number | null;
  readonly sentenceMs: number | null;
  readonly place: Told<'place'> | null;
  readonly quality: Told<'quality'> | null;
  readonly error: Told<'error'> | null;
}

/** Where one is by a receiver. */
export interface Fix extends Pick<Position, 'latitude' | 'longitude' | 'altitudeM' | 'accuracyM'> {
  readonly satellites: number | null;
  readonly ageMs: number;
}

/**
 * `silent`: nothing comes. `garbled`: something comes that is no sentence, as at a wrong speed. `searching`: it has no place yet, or has
 * it no more. `otherTime`: its clock is not ours, as where an old recording is played.
 */
export type Hearing = { readonly kind: 'silent' | 'garbled' | 'searching' | 'otherTime' } | { kind: 'fixed'; fix: Fix };

/** What is older is not where one is now. */
export const freshMs = 10_000;
/** So far the receiver's clock and ours may be apart. */
const mostApartMs = 5 * 60_000;
/** Metres of error for each unit of HDOP where the receiver reckons none itself: usual for one frequency. */
const metresPerHdop = 5;

export const nothingHeard: Heard = { bytesMs: null, sentenceMs: null, place: null, quality: null, error: null };

/** Takes in what came as one line. A place that is said to be none ends the one before. */
export function hear(before: Heard, line: string, heardMs: number): Heard {
  const sentence = parseSentence(line);
  const heard = { ...before, bytesMs: heardMs };
  if (!sentence) return heard;
  const known = { ...heard, sentenceMs: heardMs };
  switch (sentence.kind) {
    case 'void':
      return { ...known, place: null, quality: null, error: null };
    case 'other':
      return known;
    default:
      return { ...known, [sentence.kind]: { ...sentence, heardMs } };
  }
}

/** What follows of what was heard. `nowMs`: by the same clock; `utcMs`: the time of day. */
export function hearingOf(heard: Heard, nowMs: number, utcMs: number): Hearing {
  const isFresh = (atMs: number | null | undefined) => typeof atMs === 'number' && nowMs - atMs <= freshMs;
  if (!isFresh(heard.bytesMs)) return { kind: 'silent' };
  if (!isFresh(heard.sentenceMs)) return { kind: 'garbled' };
  const { place } = heard;
  if (!place || !isFresh(place.heardMs)) return { kind: 'searching' };
  const ageMs = nowMs - place.heardMs;
  if (place.atMs === null || Math.abs(utcMs - ageMs - place.atMs) > mostApartMs) return { kind: 'otherTime' };
  const quality = isFresh(heard.quality?.heardMs) ? heard.quality : null;
  const error = isFresh(heard.error?.heardMs) ? heard.error : null;
  const byHdop = quality?.hdop == null ? null : quality.hdop * metresPerHdop;
  const { latitude, longitude } = place;
  const accuracyM = error?.accuracyM ?? byHdop;
  const altitudeM = quality?.altitudeM ?? null;
  return {
    kind: 'fixed',
    fix: { latitude, longitude, altitudeM, accuracyM, satellites: quality?.satellites ?? null, ageMs },
  };
}

/** The place as it stands in a record of evidence. */
export function positionOf({ latitude, longitude, altitudeM, accuracyM }: Fix): Position {
  const isUsual = altitudeM !== null && altitudeM >= -500 && altitudeM <= 100_000;
  return { latitude, longitude, altitudeM: isUsual ? altitudeM : null, accuracyM, source: 'gnss' };
}
