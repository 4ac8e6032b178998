import { BehaviorSubject, map, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { PageWindow } from './page-window.ts';

/** A list of numbers that counts who follows which page. */
function longList(length: number) {
  const rows$ = new BehaviorSubject(Array.from({ length }, (_, index) => index));
  const asked: number[] = [];
  const window = new PageWindow<number>({
    pageSize: 50,
    open: (skip, limit) => {
      asked.push(skip);
      return rows$.pipe(map((rows) => rows.slice(skip, skip + limit)));
    },
  });
  return { rows$, asked, window };
}

describe('a window over a long list', () => {
  it('asks for the pages in sight alone', () => {
    const { window, asked } = longList(50_000);
    window.show(49_940, 49_960);
    expect(asked).toEqual([49_900, 49_950]);
    expect(window.row(49_960)).toBe(49_960);
    expect(window.row(0)).toBeUndefined();
  });

  it('keeps the rows of a page that went out of sight, and follows them again on the way back', () => {
    const { window, asked, rows$ } = longList(50_000);
    window.show(0, 20);
    window.show(40_000, 40_020);
    rows$.next(rows$.value.map((row) => -row));
    expect(window.row(1)).toBe(1);
    window.show(0, 20);
    expect(window.row(1)).toBe(-1);
    expect(asked).toEqual([0, 40_000, 0]);
  });

  it('holds a bounded number of pages however far one scrolls', () => {
    const { window } = longList(50_000);
    for (let first = 0; first < 50_000; first += 50) window.show(first, first + 20);
    const held = Array.from({ length: 50_000 }, (_, index) => window.row(index)).filter((row) => row !== undefined);
    expect(held.length).toBeLessThanOrEqual(41 * 50);
    expect(window.row(49_990)).toBe(49_990);
  });

  it('tells of a change', () => {
    const { window, rows$ } = longList(10);
    window.show(0, 9);
    const before = window.version();
    rows$.next([7]);
    expect(window.version()).not.toBe(before);
    expect(window.row(0)).toBe(7);
  });

  it('holds what a page was refused with', () => {
    const refused = new Error('refused');
    const window = new PageWindow<number>({ pageSize: 50, open: () => throwError(() => refused) });
    window.show(0, 10);
    expect(window.problem).toBe(refused);
    expect(window.ready).toBe(true);
  });
});
