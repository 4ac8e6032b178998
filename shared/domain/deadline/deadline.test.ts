import { describe, expect, it } from 'vitest';
import type { InspectionCase } from '../../schema/cases.ts';
import type { Finding } from '../../schema/findings.ts';
import type { DeadlineData, HolidayData } from '../../schema/reference-data.ts';
import { nextStamp } from '../clock/stamp.ts';
import type { Dated } from '../reference.ts';
import { workCalendar } from './calendar.ts';
import { addDays, addMonths, dayOfMs } from './day.ts';
import { addWorkingDays, daysLeft, deadlineOf, noDeadline, ruleOn } from './deadline.ts';
import { nearestDeadline, planRules } from './nearest.ts';

const holiday = (
  date: string,
  nameVi: string,
  own: Partial<HolidayData> = {},
  confidence: 'high' | 'medium' = 'high',
) =>
  ({
    id: `holiday-${date}`,
    effectiveFrom: date,
    effectiveTo: own.to ?? date,
    confidence,
    data: { date, nameVi, working: false, ...own },
  }) satisfies Dated<HolidayData>;

/** Public holidays of 2025 and 2026, with the Saturdays worked in exchange. */
const calendar = workCalendar([
  holiday('2025-04-26', 'Làm bù', { working: true }),
  holiday('2025-04-30', 'Ngày Chiến thắng'),
  holiday('2025-05-01', 'Ngày Quốc tế lao động'),
  holiday('2025-05-02', 'Nghỉ hoán đổi'),
  holiday('2025-09-01', 'Quốc khánh', { to: '2025-09-02' }),
  holiday('2026-02-16', 'Tết Nguyên đán Bính Ngọ', { to: '2026-02-20' }),
  holiday('2026-04-27', 'Nghỉ bù Giỗ Tổ'),
  holiday('2026-04-30', 'Ngày Chiến thắng'),
  holiday('2026-05-01', 'Ngày Quốc tế lao động'),
  holiday('2026-08-22', 'Làm bù', { working: true }, 'medium'),
  holiday('2026-08-31', 'Nghỉ hoán đổi', {}, 'medium'),
  holiday('2026-09-01', 'Quốc khánh', { to: '2026-09-02' }),
  holiday('2026-11-24', 'Ngày Văn hóa Việt Nam', {}, 'medium'),
]);

const rule = (
  id: string,
  amount: number | null,
  unit: string,
  own: Partial<Dated<DeadlineData>> = {},
): Dated<DeadlineData> => ({
  id: own.effectiveFrom ? `${id}@${own.effectiveFrom}` : id,
  effectiveFrom: null,
  effectiveTo: null,
  confidence: 'high',
  data: { rule: id, subjectVi: id, amount, unit, from: '' },
  ...own,
});
const rules = [
  rule('minutes.make', 2, 'workingDay'),
  rule('minutes.forward', 24, 'hour', { effectiveTo: '2025-06-30' }),
  rule('minutes.forward', null, 'promptly', { effectiveFrom: '2025-07-01' }),
  rule('decision.plain', 7, 'workingDay'),
  rule('decision.send', 2, 'workingDay', { effectiveTo: '2025-06-30', confidence: 'medium' }),
  rule('decision.send', 3, 'workingDay', { effectiveFrom: '2025-07-01' }),
  rule('decision.explanation', 1, 'month'),
  rule('decision.execute', 10, 'calendarDay'),
  rule('limitation.general', 1, 'year'),
  rule('latePayment.rate', 0.0005, 'ratePer.calendarDay'),
  rule('inspection.conclusion.draft', 15, 'calendarDay', { confidence: 'medium' }),
  rule('inspection.conclusion.sign', 15, 'calendarDay', { effectiveFrom: '2025-07-01' }),
  rule('inspection.publish', 10, 'calendarDay'),
  rule('inspection.announce', 15, 'calendarDay', { effectiveFrom: '2025-07-01' }),
];
const due = (id: string, from: string) => {
  const found = ruleOn(rules, id, from);
  return found && deadlineOf(found, from, calendar);
};

describe('days', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-11-17', 12, '2027-11-17'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
  ])('BLDS 2015, khoản 3 Điều 148: %s and %i month(s) is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  it('knows the day in Viet Nam, seven hours ahead of Greenwich', () => {
    expect(dayOfMs(Date.UTC(2026, 10, 17, 16, 59))).toBe('2026-11-17');
    expect(dayOfMs(Date.UTC(2026, 10, 17, 17, 0))).toBe('2026-11-18');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });
});

describe('working days', () => {
  it.each([
    ['over a weekend', '2026-11-13', 2, '2026-11-17'],
    ['from a Saturday', '2026-11-14', 1, '2026-11-16'],
    ['over Tết', '2026-02-13', 1, '2026-02-23'],
    ['over the Saturday worked in exchange', '2026-08-21', 1, '2026-08-22'],
    ['over the days taken for it', '2026-08-28', 1, '2026-09-03'],
    ['over 30 April with a bridge', '2025-04-25', 3, '2025-04-29'],
  ])('%s: %s and %i is %s', (_, from, count, to) => {
    expect(addWorkingDays(from, count, calendar)).toBe(to);
  });

  it.each([
    ['2026-11-18', '2026-11-19', 1],
    ['2026-11-19', '2026-11-19', 0],
    ['2026-11-23', '2026-11-19', -2],
    ['2026-11-20', '2026-11-30', 5],
    ['2026-11-20', '2026-11-22', 0],
    ['2026-11-20', noDeadline, Number.POSITIVE_INFINITY],
  ])('on %s, until %s: %d left', (today, dueOn, left) => {
    expect(daysLeft(today, dueOn, calendar)).toBe(left);
  });
});

describe('limits', () => {
  it.each([
    ['khoản 2 Điều 12 NĐ 118/2021: minutes within 2 working days', 'minutes.make', '2026-11-17', '2026-11-19'],
    ['khoản 2 Điều 12 NĐ 118/2021: found on a Friday', 'minutes.make', '2026-11-13', '2026-11-17'],
    [
      'điểm a khoản 6 Điều 12 NĐ 118/2021: forwarded within 24 hours until 30/6/2025',
      'minutes.forward',
      '2025-06-18',
      '2025-06-19',
    ],
    [
      'điểm a khoản 1 Điều 66 Luật XLVPHC: decision in 7 working days, 24/11 off',
      'decision.plain',
      '2026-11-18',
      '2026-11-30',
    ],
    ['Điều 70 Luật XLVPHC: sent within 2 working days until 30/6/2025', 'decision.send', '2025-06-30', '2025-07-02'],
    [
      'Điều 70 sửa bởi Luật 88/2025: sent within 3 working days from 01/7/2025',
      'decision.send',
      '2025-07-01',
      '2025-07-04',
    ],
    ['điểm b khoản 1 Điều 66 Luật XLVPHC: one month', 'decision.explanation', '2026-10-30', '2026-11-30'],
    [
      'khoản 5 Điều 148 BLDS 2015: an end on a Saturday moves to Monday',
      'decision.execute',
      '2026-11-04',
      '2026-11-16',
    ],
    [
      'khoản 5 Điều 148 BLDS 2015: an end within Quốc khánh moves past it',
      'decision.execute',
      '2026-08-22',
      '2026-09-03',
    ],
    ['khoản 1 Điều 6 Luật XLVPHC: limitation of one year', 'limitation.general', '2026-11-17', '2027-11-17'],
    ['khoản 1 Điều 37 Luật 84/2025: published within 10 days', 'inspection.publish', '2026-11-10', '2026-11-20'],
  ])('%s (%s from %s: %s)', (_, id, from, to) => {
    expect(due(id, from)?.dueOn).toBe(to);
  });

  it('khoản 5 Điều 58 sửa bởi Luật 88/2025: "promptly" from 01/7/2025 has no date, nor has a rate', () => {
    expect(due('minutes.forward', '2025-07-01')).toBeNull();
    expect(due('latePayment.rate', '2026-01-01')).toBeNull();
    expect(due('unknown', '2026-01-01')).toBeNull();
  });

  it('explains each day counted and skipped, and says when one is not confirmed', () => {
    const deadline = due('decision.plain', '2026-11-18');
    expect(deadline?.days.map(({ day, role, kind }) => `${day.slice(8)} ${role} ${kind}`)).toEqual([
      '18 start working',
      '19 counted working',
      '20 counted working',
      '21 skipped weekend',
      '22 skipped weekend',
      '23 counted working',
      '24 skipped holiday',
      '25 counted working',
      '26 counted working',
      '27 counted working',
      '28 skipped weekend',
      '29 skipped weekend',
      '30 last working',
    ]);
    expect(deadline?.isSure).toBe(false);
    expect(due('minutes.make', '2026-11-17')?.isSure).toBe(true);
    expect(due('minutes.make', '2031-03-03')?.isSure).toBe(false);
  });

  it('tells of a limit in months only its ends and the move past days off', () => {
    const days = due('decision.explanation', '2026-10-14')?.days.map(({ day, role }) => `${day} ${role}`);
    expect(days).toEqual(['2026-10-14 start', '2026-11-14 skipped', '2026-11-15 skipped', '2026-11-16 last']);
  });
});

describe('the nearest deadline of a case', () => {
  const entered = (from: InspectionCase['state'], to: InspectionCase['state'], day: string) => ({
    id: `${from}-${to}`,
    from,
    to,
    by: 'binh',
    at: nextStamp(null, Date.parse(`${day}T03:00:00Z`), 'd'),
    reason: '',
  });
  const inspectionCase: InspectionCase = {
    ...{ id: 'case-1', scope: '01', createdAt: 'a', createdBy: 'binh', updatedAt: 'a', updatedBy: 'binh', device: 'd' },
    clockOffsetMs: 0,
    conflicts: [],
    number: '',
    kind: 'specialisedCheck',
    planned: false,
    sector: 'post',
    procedureId: 'specialisedCheck2025',
    templateIds: ['post-enterprise'],
    entityId: 'e',
    entityName: '',
    entityAddress: '',
    legalGround: { number: '', issuedOn: '2026-11-02', issuedBy: '', summary: '' },
    content: '',
    periodFrom: null,
    periodTo: null,
    startsOn: '2026-11-17',
    endsOn: '2026-11-26',
    team: [],
    state: 'onSite',
    moves: [],
    dueOn: noDeadline,
    dueRule: '',
  };
  const finding = (foundOn: string, own: Partial<Finding> = {}): Finding => ({
    ...{ id: 'f', scope: '01', createdAt: 'a', createdBy: 'an', updatedAt: 'a', updatedBy: 'an', device: 'd' },
    clockOffsetMs: 0,
    conflicts: [],
    caseId: 'case-1',
    itemId: '',
    title: '',
    kind: 'violation',
    fact: '',
    actOn: null,
    foundOn,
    provision: null,
    measure: 'none',
    measureNote: '',
    ...own,
  });
  const nearest = (own: Partial<InspectionCase>, findings: Finding[] = []) => {
    const { dueOn, dueRule } = nearestDeadline({ ...inspectionCase, ...own }, findings, rules, calendar);
    return `${dueOn} ${dueRule}`;
  };

  it.each<[string, Partial<InspectionCase>, Finding[], string]>([
    ['before the visit, its start', { state: 'preparing' }, [], '2026-11-17 visit.start'],
    ['during the visit, its end', {}, [], '2026-11-26 visit.end'],
    ['a violation found: its minutes', {}, [finding('2026-11-17')], '2026-11-19 minutes.make'],
    ['two found: the earlier', {}, [finding('2026-11-18'), finding('2026-11-17')], '2026-11-19 minutes.make'],
    ['a shortcoming needs none', {}, [finding('2026-11-17', { kind: 'shortcoming' })], '2026-11-26 visit.end'],
    [
      'a violation that is passed on needs none here',
      {},
      [finding('2026-11-17', { measure: 'transfer' })],
      '2026-11-26 visit.end',
    ],
    ['NĐ 217/2025 sets no day for the report', { state: 'reporting' }, [], '9999-12-31 '],
    [
      'being handled: they are still to be made',
      { state: 'handling' },
      [finding('2026-11-17')],
      '2026-11-19 minutes.make',
    ],
    ['followed up: the minutes no longer count', { state: 'followUp' }, [finding('2026-11-17')], '9999-12-31 '],
    ['closed', { state: 'closed' }, [finding('2026-11-17')], '9999-12-31 '],
    [
      'khoản 4 Điều 26 Luật 84/2025: announced within 15 days of the decision',
      { kind: 'inspection', state: 'decided', startsOn: '2026-12-01' },
      [],
      '2026-11-17 inspection.announce',
    ],
    [
      'Điều 33 Luật 84/2025: report from the end of the visit',
      { kind: 'inspection', state: 'reporting', moves: [entered('onSite', 'reporting', '2026-11-20')] },
      [],
      '2026-12-07 inspection.conclusion.draft',
    ],
    [
      'the same after it was sent back',
      {
        kind: 'inspection',
        state: 'returned',
        moves: [entered('onSite', 'reporting', '2026-11-20'), entered('submitted', 'returned', '2026-12-01')],
      },
      [],
      '2026-12-07 inspection.conclusion.draft',
    ],
    [
      'khoản 1 Điều 36 Luật 84/2025: signed 15 days from the draft',
      { kind: 'inspection', state: 'submitted', moves: [entered('reporting', 'submitted', '2026-11-20')] },
      [],
      '2026-12-07 inspection.conclusion.sign',
    ],
    [
      'khoản 1 Điều 37 Luật 84/2025: published 10 days from signature',
      { kind: 'inspection', state: 'approved', moves: [entered('submitted', 'approved', '2026-11-10')] },
      [],
      '2026-11-20 inspection.publish',
    ],
  ])('%s', (_, own, findings, expected) => {
    expect(nearest(own, findings)).toBe(expected);
  });

  it('has words for the days that the plan sets, and a count for every other', () => {
    for (const state of ['preparing', 'announced', 'onSite', 'closed'] as const) {
      const { dueRule, deadline } = nearestDeadline({ ...inspectionCase, state }, [], rules, calendar);
      expect(deadline).toBeNull();
      expect(dueRule === '' || Object.hasOwn(planRules, dueRule)).toBe(true);
    }
  });

  it('brings its count along', () => {
    const { deadline } = nearestDeadline(inspectionCase, [finding('2026-11-13')], rules, calendar);
    expect(deadline).toMatchObject({ from: '2026-11-13', dueOn: '2026-11-17', isSure: true });
    expect(deadline?.days).toHaveLength(5);
  });
});
