import { describe, expect, it } from 'vitest';
import type { Activity } from '../../schema/activity.ts';
import type { CaseState } from '../../schema/cases.ts';
import { nextStamp } from '../clock/stamp.ts';
import { workCalendar } from '../deadline/calendar.ts';
import { announcedOn, hasLine, leaveField, missingDays } from './missing-days.ts';

const stamp = (moment: string) => nextStamp(null, Date.parse(moment), 'laptop01');
const move = (to: CaseState, day: string) => ({
  id: `${to} ${day}`,
  from: 'decided' as const,
  to,
  by: 'binh',
  at: stamp(`${day}T09:00:00+07:00`),
  reason: '',
});
const written = (writtenOn: string, day: string | null, field = '', kind: Activity['kind'] = 'diary') => ({
  kind,
  day,
  createdAt: stamp(`${writtenOn}T21:00:00+07:00`),
  target: { kind: 'case' as const, id: '', field },
});

// 14 and 15 November 2026 are a weekend; Friday the 20th is made a holiday here, Saturday the 21st is worked for it.
const calendar = workCalendar([holiday('2026-11-20', false), holiday('2026-11-21', true)]);
function holiday(date: string, working: boolean) {
  const data = { date, nameVi: 'Ngày nghỉ', working };
  return { id: date, effectiveFrom: null, effectiveTo: null, confidence: 'high' as const, data } as never;
}
const announced = [move('announced', '2026-11-13'), move('onSite', '2026-11-16')];

describe('days of a team’s diary that nobody has written about', () => {
  it.each([
    ['nothing before the announcement', [], [], '2026-11-19', []],
    [
      'working days alone, the day of the announcement included',
      announced,
      [],
      '2026-11-17',
      ['2026-11-13', '2026-11-16', '2026-11-17'],
    ],
    [
      'none that is off, and one that is worked in its place',
      announced.slice(0, 1),
      [written('2026-11-13', null)],
      '2026-11-23',
      ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-21', '2026-11-23'],
    ],
    [
      'not the day that a later line is about',
      announced,
      [written('2026-11-17', '2026-11-13'), written('2026-11-17', '2026-11-16')],
      '2026-11-17',
      ['2026-11-17'],
    ],
    ['not the day on which an older program wrote', announced, [written('2026-11-13', null)], '2026-11-13', []],
    [
      'the day, whatever else was told of it',
      announced,
      [written('2026-11-13', null, '', 'comment')],
      '2026-11-13',
      ['2026-11-13'],
    ],
    [
      'the day that the team left with a reason and no line',
      announced,
      [written('2026-11-13', '2026-11-13', leaveField)],
      '2026-11-13',
      ['2026-11-13'],
    ],
    [
      'none after the conclusion',
      [...announced, move('approved', '2026-11-16')],
      [],
      '2026-11-27',
      ['2026-11-13', '2026-11-16'],
    ],
  ])('are: %s', (_, moves, activity, until, expected) => {
    expect(missingDays({ moves }, activity, until, calendar)).toEqual(expected);
  });

  it('begin with the first announcement', () => {
    expect(announcedOn({ moves: [move('announced', '2026-11-13'), move('announced', '2026-11-16')] })).toBe(
      '2026-11-13',
    );
    expect(announcedOn({ moves: [] })).toBeNull();
  });

  it('are told for one day: late in the evening it is still that day in Viet Nam', () => {
    expect(hasLine([written('2026-11-13', null)], '2026-11-13')).toBe(true);
    expect(hasLine([written('2026-11-13', null)], '2026-11-14')).toBe(false);
  });
});
