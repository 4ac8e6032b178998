import { describe, expect, it } from 'vitest';
import { nextStamp } from '../../../shared/domain/clock/stamp.ts';
import type { Activity } from '../../../shared/schema/activity.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { eventsByDay } from './events.ts';

const stamp = (moment: string) => nextStamp(null, Date.parse(moment), 'laptop01');
const inspectionCase = {
  kind: 'specialisedCheck',
  procedureId: 'procedure.specialisedCheck2025',
  startsOn: '2026-11-17',
  moves: [{ id: 'm1', from: 'preparing', to: 'decided', by: 'binh', at: stamp('2026-11-12T03:00:00Z'), reason: '' }],
} as unknown as InspectionCase;
const written = (id: string, kind: Activity['kind'], moment: string) =>
  ({ id, kind, createdAt: stamp(moment), createdBy: 'an', text: id }) as Activity;
const activity = [
  written('first', 'diary', '2026-11-17T02:00:00Z'),
  written('late in the evening', 'diary', '2026-11-17T16:59:00Z'),
  written('after midnight there', 'remark', '2026-11-17T17:01:00Z'),
  written('told by the case itself', 'transition', '2026-11-12T03:00:00Z'),
];

describe('what happened in a case', () => {
  it('is told newest first, by day in Viet Nam', () => {
    const days = eventsByDay(inspectionCase, activity, () => true);
    expect(days.map(({ day, events }) => [day, events.map(({ id }) => id)])).toEqual([
      ['2026-11-18', ['after midnight there']],
      ['2026-11-17', ['late in the evening', 'first']],
      ['2026-11-12', ['m1']],
    ]);
  });

  it('names a move as its button does, and the state that it led into', () => {
    const [day] = eventsByDay(inspectionCase, activity, (kind) => kind === 'transition');
    expect(day?.events[0]?.verb?.vi).toBe('Ghi nhận quyết định');
    expect(day?.events[0]?.to).toBe('decided');
  });
});
