import { describe, expect, it } from 'vitest';
import { isNarrowed, noFilter, selectorOf } from './filter.ts';
import { ownViewsFrom, viewsFor } from './views.ts';

const today = '2026-11-18';

describe('the query of a view and its chips', () => {
  it.each([
    ['everything', {}, {}, {}],
    ['mine', { mine: true }, {}, { team: { $elemMatch: { id: 'p-an' } } }],
    ['one state', { states: ['returned'] as const }, {}, { state: { $eq: 'returned' } }],
    [
      'two states narrowed to one by a chip',
      { states: ['announced', 'onSite'] as const },
      { states: ['onSite' as const] },
      { state: { $eq: 'onSite' } },
    ],
    ['late', { late: true }, {}, { dueOn: { $lt: today } }],
    ['a year', {}, { year: 2026 }, { startsOn: { $gte: '2026-01-01', $lte: '2026-12-31' } }],
    [
      'mine with somebody else',
      { mine: true },
      { person: { id: 'p-chi', name: 'Lê Thị Chi' } },
      { team: { $elemMatch: { id: 'p-an' } }, $and: [{ team: { $elemMatch: { id: 'p-chi' } } }] },
    ],
    [
      'mine with myself',
      { mine: true },
      { person: { id: 'p-an', name: 'An' } },
      { team: { $elemMatch: { id: 'p-an' } } },
    ],
  ])('%s', (_, base, chips, expected) => {
    expect(selectorOf(base, { ...noFilter, ...chips }, 'p-an', today)).toEqual(expected);
  });

  it('asks for no state at all when view and chips exclude each other', () => {
    const selector = selectorOf({ states: ['returned'] }, { ...noFilter, states: ['closed'] }, 'p-an', today);
    expect(selector).toEqual({ state: { $in: [] } });
  });

  it('knows whether any chip stands', () => {
    expect(isNarrowed(noFilter)).toBe(false);
    expect(isNarrowed({ ...noFilter, year: 2026 })).toBe(true);
  });
});

describe('views', () => {
  it('show a supervisor first what waits for a decision', () => {
    expect(viewsFor('supervisor')[0]).toBe('submitted');
    expect(viewsFor('inspector')).not.toContain('submitted');
  });

  it('of one’s own are read leniently: what does not fit is left out', () => {
    const view = {
      id: 'v1',
      name: 'Bưu chính 2026',
      base: 'all',
      filter: { ...noFilter, sector: 'post' },
      sort: 'due',
    };
    expect(ownViewsFrom([view, { id: 'v2' }, 'no'])).toEqual([view]);
    expect(ownViewsFrom(null)).toEqual([]);
  });
});
