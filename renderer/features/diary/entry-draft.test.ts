import { describe, expect, it } from 'vitest';
import { entryIn } from './entry-draft.ts';

describe('a line of the diary that was begun', () => {
  it.each([
    [
      'as an earlier program kept it',
      'Làm việc với kế toán',
      { text: 'Làm việc với kế toán', day: null, doneBy: null },
    ],
    [
      'with its day and people',
      { text: 'a', day: '2026-11-17', doneBy: ['p-an'] },
      { text: 'a', day: '2026-11-17', doneBy: ['p-an'] },
    ],
    [
      'without what is no day and nobody',
      { text: 'a', day: 17, doneBy: 'p-an' },
      { text: 'a', day: null, doneBy: null },
    ],
    ['not, where nothing was kept', null, null],
    ['not, from something else', { day: '2026-11-17' }, null],
  ])('is there again %s', (_, kept, expected) => {
    expect(entryIn(kept)).toEqual(expected);
  });
});
