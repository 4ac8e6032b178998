import { describe, expect, it } from 'vitest';
import { parseSentence } from './nmea.ts';
import { type Heard, hear, hearingOf, nothingHeard, positionOf } from './receiver.ts';
import { sentence } from './testing/sentences.ts';

const at = Date.parse('2026-11-27T08:45:12Z');
const place = sentence('GPRMC,084512.00,A,2101.7100,N,10551.2520,E,0.0,0.0,271126,,,A');
const quality = sentence('GPGGA,084512.00,2101.7100,N,10551.2520,E,1,09,0.9,12.3,M,-28.0,M,,');
const error = sentence('GPGST,084512.00,2.1,,,,3.0,4.0,5.0');
const lost = sentence('GPRMC,084513.00,V,,,,,,,271126,,,N');

const heard = (lines: readonly string[], atMs = 0): Heard =>
  lines.reduce((before, line) => hear(before, line, atMs), nothingHeard);

describe('a sentence', () => {
  it.each([
    ['half a line', place.slice(0, 30)],
    ['the end of one', place.slice(20)],
    ['one with a letter changed', place.replace('2101', '2102')],
    ['one without its sum', place.replace(/\*.*/, '')],
    ['noise', '\u0000\u00ff$$$G*P'],
    ['nothing', ''],
  ])('that is %s says nothing', (_, line) => {
    expect(parseSentence(line)).toBeNull();
  });

  it.each([
    ['south and west', 'GNRMC,084512,A,2101.7100,S,10551.2520,W,,,271126,,', -21.0285, -105.8542],
    ['of another system', 'GNRMC,084512,A,2101.7100,N,10551.2520,E,,,271126,,,D', 21.0285, 105.8542],
  ])('%s gives a place', (_, body, latitude, longitude) => {
    const told = parseSentence(sentence(body));
    expect(told).toMatchObject({ kind: 'place', atMs: at });
    if (told?.kind !== 'place') throw new Error('no place');
    expect([told.latitude, told.longitude]).toEqual([expect.closeTo(latitude, 6), expect.closeTo(longitude, 6)]);
  });

  it.each([
    ['is void', 'GPRMC,084512,V,2101.7100,N,10551.2520,E,,,271126,,,N'],
    ['is estimated', 'GPRMC,084512,A,2101.7100,N,10551.2520,E,,,271126,,,E'],
    ['is simulated', 'GPGGA,084512,2101.7100,N,10551.2520,E,8,09,0.9,12.3,M,,,,'],
    ['is beyond the pole', 'GPRMC,084512,A,9901.7100,N,10551.2520,E,,,271126,,,A'],
    ['has no digits', 'GPRMC,084512,A,,,,,,,271126,,,A'],
  ])('whose place %s gives none', (_, body) => {
    expect(parseSentence(sentence(body))).toEqual({ kind: 'void' });
  });
});

describe('a receiver', () => {
  it.each<[string, Heard, number, number, string]>([
    ['of which nothing came', nothingHeard, 0, at, 'silent'],
    ['that has fallen silent', heard([place]), 10_001, at + 10_001, 'silent'],
    ['at a wrong speed', heard(['\u00fe\u0012x', 'ÿÿ']), 0, at, 'garbled'],
    ['that hears no satellites', heard([lost]), 0, at, 'searching'],
    ['that has lost them', heard([place, quality, lost]), 0, at, 'searching'],
    ['whose place is old while it goes on talking', hear(heard([place]), quality, 11_000), 11_000, at, 'searching'],
    ['that tells of yesterday', heard([place]), 0, at + 86_400_000, 'otherTime'],
    [
      'that tells no day',
      heard([place.replace(/.*/, sentence('GPRMC,084512,A,2101.7100,N,10551.2520,E,,,,,,A'))]),
      0,
      at,
      'otherTime',
    ],
    ['with a place', heard([place]), 9_000, at + 9_000, 'fixed'],
  ])('%s', (_, told, nowMs, utcMs, kind) => {
    expect(hearingOf(told, nowMs, utcMs).kind).toBe(kind);
  });

  it.each([
    ['its own reckoning', [place, quality, error], { accuracyM: 5, altitudeM: 12.3, satellites: 9 }],
    ['HDOP', [quality, place], { accuracyM: 4.5, altitudeM: 12.3, satellites: 9 }],
    ['nothing', [place], { accuracyM: null, altitudeM: null, satellites: null }],
  ])('knows how sure it is by %s', (_, lines, expected) => {
    expect(hearingOf(heard(lines), 0, at)).toMatchObject({ kind: 'fixed', fix: expected });
  });

  it('stands in a record without a height that none can have', () => {
    const fix = { latitude: 21, longitude: 105, altitudeM: 999_999, accuracyM: 4, satellites: 9, ageMs: 0 };
    expect(positionOf(fix)).toEqual({ latitude: 21, longitude: 105, altitudeM: null, accuracyM: 4, source: 'gnss' });
  });
});
