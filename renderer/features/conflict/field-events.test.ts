import { describe, expect, it } from 'vitest';
import type { Conflict } from '../../../shared/schema/common.ts';
import { eventsOf } from './field-events.ts';

const conflict: Conflict = {
  id: 'cf1',
  path: '/note',
  values: [
    { value: '14', by: 'p-an', at: 'a1', device: 'd1' },
    { value: '17', by: 'p-chi', at: 'a3', device: 'd2' },
  ],
  settled: null,
};

describe('the history of a field', () => {
  it('tells every value, the latest first', () => {
    expect(eventsOf([conflict]).map(({ by, value }) => [by, value])).toEqual([
      ['p-chi', '17'],
      ['p-an', '14'],
    ]);
  });

  it('tells who chose which value, and why; the other one stays', () => {
    const settled = { value: '17', by: 'p-binh', at: 'a5', reason: 'đã đếm lại' };
    const events = eventsOf([{ ...conflict, settled }]);
    expect(events[0]).toMatchObject({ by: 'p-binh', value: '17', settled: true, reason: 'đã đếm lại' });
    expect(events).toHaveLength(3);
  });
});
