import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../schema/cases.ts';
import { nextStamp } from '../clock/stamp.ts';
import { visitBegunMs } from './visit.ts';

const ms = (moment: string) => Date.parse(moment);
const move = (to: CaseState, moment: string) => ({
  id: moment,
  from: 'announced' as const,
  to,
  by: 'an',
  at: nextStamp(null, ms(moment), 'laptop01'),
  reason: '',
});
const first = move('onSite', '2026-11-17T01:12:00Z');
const again = move('onSite', '2026-11-20T02:00:00Z');

describe('the visit began', () => {
  it.each([
    ['with its move', [first], '2026-11-17T01:12:00Z'],
    [
      'with the last one, where the team came back',
      [first, move('reporting', '2026-11-18T09:00:00Z'), again],
      '2026-11-20T02:00:00Z',
    ],
    ['on the planned day, where no move tells', [], '2026-11-17T01:00:00Z'],
  ])('%s', (_, moves, expected) => {
    expect(visitBegunMs({ moves, startsOn: '2026-11-17' })).toBe(ms(expected));
  });
});
