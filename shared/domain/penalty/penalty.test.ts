import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PenaltyData } from '../../schema/reference-data.ts';
import { catalogueOf, type Penalty, searchProvisions, suggestProvisions } from './catalogue.ts';
import { citationOf, fineRange, provisionOf } from './provision.ts';

type Entry = Omit<PenaltyData, 'article' | 'clause'> & {
  id: string;
  article: number | null;
  clause: number | '';
  effectiveFrom: string;
  effectiveTo?: string | null;
  confidence: Penalty['confidence'];
};

/** The catalogue that the program comes with. */
function entriesOf(file: string): Penalty[] {
  const path = new URL(`../../../server/reference/data/${file}`, import.meta.url);
  const { entries } = JSON.parse(readFileSync(path, 'utf8')) as { entries: Entry[] };
  return entries.map(({ id, effectiveFrom, effectiveTo, confidence, article, clause, ...data }) => ({
    id,
    effectiveFrom,
    effectiveTo: effectiveTo ?? (data.decree === '15/2020/NĐ-CP' ? '2026-06-30' : null),
    confidence,
    data: { ...data, article: article ?? 0, clause: clause === '' ? 0 : clause },
  }));
}

const catalogue = catalogueOf([...entriesOf('penalties.json'), ...entriesOf('penalties-174-2026.json')]);
const ids = (matches: readonly { penalty: Penalty }[]) => matches.map(({ penalty }) => penalty.id);
const named = (id: string): Penalty => {
  const found = catalogue.all.find((penalty) => penalty.id === id);
  if (!found) throw new Error(`no penalty ${id}`);
  return found;
};

describe('the provision for an item', () => {
  const suggest = (penaltyId: string | null, actOn: string, questionVi = '') =>
    suggestProvisions(catalogue, { penaltyId, questionVi }, actOn, 'post');

  it.each([
    ['Điều 115 NĐ 174/2026: an act until 30/6/2026 is judged by NĐ 15/2020', '15-2020-7-2', '2026-06-30'],
    ['khoản 2 Điều 84 NĐ 15/2020 before it was raised', '15-2020-84-2-a', '2022-01-26'],
    ['NĐ 119/2020 for press, still in force', '119-2020-8-source', '2026-11-17'],
  ])('%s', (_, penaltyId, actOn) => {
    const suggestion = suggest(penaltyId, actOn);
    expect(suggestion.basis).toBe('named');
    expect(ids(suggestion.matches)).toEqual([penaltyId]);
  });

  it.each([
    ['15-2020-5-2', '174-2026-7-2'],
    ['15-2020-6-2@2022-01-27', '174-2026-8-2'],
    ['15-2020-7-1', '174-2026-9-1'],
    ['15-2020-7-2', '174-2026-9-2'],
    ['15-2020-7-3-c', '174-2026-9-3-c'],
    ['15-2020-8-3-d', '174-2026-10-3-d'],
    ['15-2020-13-2-a', '174-2026-15-2-a'],
    ['15-2020-22-1-a', '174-2026-24-1-a'],
    ['15-2020-106-3-b', '174-2026-101-3-b'],
  ])('Điều 117 NĐ 174/2026: from 01/7/2026 offers for %s what is worded alike, %s first, and says so', (old, next) => {
    const suggestion = suggest(old, '2026-07-01');
    expect(suggestion.basis).toBe('similar');
    expect(ids(suggestion.matches)[0]).toBe(next);
    expect(suggestion.words.vi).toContain('01/07/2026');
  });

  it('goes by the question where the template names no provision', () => {
    const question = 'Có công bố chỉ tiêu chất lượng dịch vụ bưu chính không thuộc dịch vụ công ích không?';
    const suggestion = suggest(null, '2026-11-17', question);
    expect(suggestion.basis).toBe('similar');
    expect(ids(suggestion.matches)).toContain('174-2026-15-2-a');
  });

  it('offers others in the place of a provision that stands', () => {
    const replaced = { penaltyId: '174-2026-9-2', questionVi: '', isReplaced: true };
    const { basis, matches } = suggestProvisions(catalogue, replaced, '2026-11-17', 'post');
    expect([basis, ids(matches)[0]]).toEqual(['similar', '174-2026-9-1']);
    expect(ids(matches)).not.toContain('174-2026-9-2');
  });

  it('offers nothing rather than something far-fetched', () => {
    expect(suggest(null, '2026-11-17', 'Biển hiệu của cửa hàng màu gì?')).toMatchObject({ basis: 'none', matches: [] });
  });
});

describe('search in the catalogue', () => {
  const search = (query: string, actOn = '2026-11-17') =>
    ids(searchProvisions(catalogue, query, actOn, 'post').matches);

  it('finds words in any order, tones or not', () => {
    expect(search('dau ngay buu gui')).toEqual(['174-2026-9-2', '174-2026-9-1']);
    expect(search('bưu gửi dấu ngày')).toEqual(['174-2026-9-2', '174-2026-9-1']);
  });

  it('finds a place in a decree, alone or with words', () => {
    expect(search('điều 9 khoản 3')).toEqual(['a', 'b', 'c', 'd'].map((point) => `174-2026-9-3-${point}`));
    expect(search('dieu 9 tieng viet')).toEqual(['174-2026-9-3-b']);
    expect(search('điểm đ khoản 3 điều 33')).toEqual(['174-2026-33-3-đ']);
  });

  it('finds by the heading of the article', () => {
    expect(search('vi phạm quy định về giấy phép bưu chính mua bán')).toEqual(['174-2026-7-4-b']);
  });

  it('says so when no provision has all the words, and finds those that have most', () => {
    const found = searchProvisions(catalogue, 'không dùng dấu ngày trên bưu gửi hỏa tốc', '2026-11-17', 'post');
    expect(found.whole).toBe(false);
    expect(ids(found.matches)[0]).toBe('174-2026-9-2');
    expect(search('biển hiệu màu xanh lá mạ')).toEqual([]);
  });

  it('knows only what was in force on the day of the act', () => {
    expect(search('dấu ngày', '2026-06-30').every((id) => id.startsWith('15-2020'))).toBe(true);
    expect(search('giấy phép bưu chính', '2019-01-01')).toEqual([]);
  });
});

describe('the range of a fine', () => {
  const range = (id: string, offender: Parameters<typeof fineRange>[1]) => fineRange(provisionOf(named(id)), offender);

  it.each([
    [
      'as it stands for an organisation',
      '15-2020-7-2',
      'organisation',
      { min: 3_000_000, max: 5_000_000, basis: null, isSure: true },
    ],
    [
      'Điều 4 NĐ 15/2020: half for an individual',
      '15-2020-7-2',
      'individual',
      { min: 1_500_000, max: 2_500_000, basis: 'Điều 4 Nghị định 15/2020/NĐ-CP', isSure: true },
    ],
    [
      'khoản 3 Điều 4 NĐ 174/2026: half for an individual, not yet confirmed',
      '174-2026-9-2',
      'individual',
      { min: 1_500_000, max: 2_500_000, basis: 'khoản 3 Điều 4 Nghị định 174/2026/NĐ-CP', isSure: false },
    ],
    [
      'khoản 3 Điều 4 NĐ 174/2026: Điều 101 is for individuals as it stands',
      '174-2026-101-2',
      'individual',
      { min: 600_000, max: 1_000_000, basis: null, isSure: false },
    ],
    [
      'a household business: as an individual, not confirmed',
      '15-2020-7-2',
      'household',
      { min: 1_500_000, max: 2_500_000, basis: 'Điều 4 Nghị định 15/2020/NĐ-CP', isSure: false },
    ],
    [
      'NĐ 119/2020: half for an individual, its article not read',
      '119-2020-12-3',
      'individual',
      { min: 1_500_000, max: 2_500_000, isSure: false },
    ],
  ] as const)('%s', (_, id, offender, expected) => {
    expect(range(id, offender)).toMatchObject(expected);
  });

  it('Điều 101 NĐ 174/2026, Điều 106 NĐ 15/2020: fit no organisation', () => {
    expect(range('174-2026-101-2', 'organisation')).toBeNull();
    expect(range('15-2020-106-2', 'organisation')).toBeNull();
  });
});

describe('how a provision is cited', () => {
  const place = { decree: '174/2026/NĐ-CP', article: 9, clause: 3, point: 'c' };
  it.each([
    [place, 'điểm c khoản 3 Điều 9 Nghị định 174/2026/NĐ-CP', 'art. 9(3)(c), Decree 174/2026/NĐ-CP'],
    [{ ...place, point: '' }, 'khoản 3 Điều 9 Nghị định 174/2026/NĐ-CP', 'art. 9(3), Decree 174/2026/NĐ-CP'],
    [{ ...place, article: 0, clause: 0, point: '' }, 'Nghị định 174/2026/NĐ-CP', 'Decree 174/2026/NĐ-CP'],
  ])('%o', (provision, vi, en) => {
    expect(citationOf(provision, 'vi')).toBe(vi);
    expect(citationOf(provision, 'en')).toBe(en);
  });
});
