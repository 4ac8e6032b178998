import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../../shared/problem/catalogue.ts';
import type { RegisteredDevice } from '../../../shared/protocol/devices.ts';
import { askAgainInMs, findDevices, isSearchable, needsPassword, withReports } from './laptops.ts';

function device(id: string, fields: Partial<RegisteredDevice> = {}): RegisteredDevice {
  const at = '2026-11-18T07:02:00.000Z';
  return {
    id,
    name: 'Máy tính',
    people: [],
    registeredAt: at,
    seenAt: at,
    revokedAt: null,
    revocation: 'device',
    ...fields,
  };
}

const an = device('an', { people: ['Nguyễn Thị An', 'Đặng Ngọc Hải'] });
const binh = device('binh', { name: 'Laptop 07', people: ['Trần Văn Bình'] });
const nobody = device('nobody');

describe('a search', () => {
  it.each([
    ['', [an, binh, nobody]],
    ['  ', [an, binh, nobody]],
    ['dang hai', [an]],
    ['Đặng', [an]],
    ['BINH 07', [binh]],
    ['may tinh', [an, nobody]],
    ['an', [an]],
    ['an binh', []],
  ])('for "%s" finds by name and people, tones or not', (text, found) => {
    expect(findDevices([an, binh, nobody], text)).toEqual(found);
  });

  it('is offered where there are more than ten', () => {
    expect(isSearchable(Array.from({ length: 10 }, (_, index) => device(`${index}`)))).toBe(false);
    expect(isSearchable(Array.from({ length: 11 }, (_, index) => device(`${index}`)))).toBe(true);
  });
});

it('what was reported in this sitting is shown until the server says when it was', () => {
  const known = device('known', { revokedAt: '2026-11-17T00:00:00.000Z' });
  const reports = { an: '2026-11-18T08:00:00.000Z', known: '2026-11-18T09:00:00.000Z' };
  expect(withReports([an, known, nobody], reports).map(({ revokedAt }) => revokedAt)).toEqual([
    '2026-11-18T08:00:00.000Z',
    '2026-11-17T00:00:00.000Z',
    null,
  ]);
});

describe('after a problem', () => {
  it.each<[ProblemCode, number | null, boolean]>([
    ['server.away', 10_000, false],
    ['server.notOurs', 10_000, false],
    ['server.restored', 10_000, false],
    ['session.expired', null, true],
    ['refresh.reused', null, true],
    ['permission.denied', null, false],
    ['server.newer', null, false],
  ])('%s is asked again in %s ms; by password: %s', (code, inMs, byPassword) => {
    expect([askAgainInMs({ code }), needsPassword({ code })]).toEqual([inMs, byPassword]);
  });

  it('a busy server is asked when it wants to be', () => {
    expect(askAgainInMs({ code: 'rate.limited', details: { retryAfterMs: 60_000 } })).toBe(60_000);
  });
});
