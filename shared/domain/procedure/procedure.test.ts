import { describe, expect, it } from 'vitest';
import type { ProcedureData } from '../../schema/reference-data.ts';
import type { Dated } from '../reference.ts';
import { checkDuration, durationFor, procedureFor } from './procedure.ts';

const procedure = (
  id: string,
  kind: ProcedureData['kind'],
  effectiveFrom: string,
  effectiveTo: string | null,
  durations: ProcedureData['durations'] = [],
): Dated<ProcedureData> => ({
  id,
  effectiveFrom,
  effectiveTo,
  confidence: 'high',
  data: { law: id, kind, workflow: id, durations, steps: [] },
});
const check2025 = procedure('specialisedCheck2025', 'specialisedCheck', '2025-08-05', null, [
  { byVi: 'đơn vị thuộc bộ', level: 'ministry', max: 15, extend: [7] },
  { byVi: 'cơ quan chuyên môn thuộc UBND cấp tỉnh', level: 'province', max: 10, extend: [5] },
]);
const procedures = [
  procedure('inspection2025', 'inspection', '2025-07-01', null, [
    { byVi: 'Thanh tra Chính phủ', level: 'ministry', max: 60, extend: [30, 20] },
  ]),
  procedure('inspection2022', 'inspection', '2023-07-01', '2025-06-30'),
  check2025,
];

describe('the procedure of a case', () => {
  it.each([
    ['Luật 11/2022 on its first day', 'inspection', '2023-07-01', 'inspection2022'],
    ['Luật 11/2022 on its last day', 'inspection', '2025-06-30', 'inspection2022'],
    ['Luật 84/2025 from 01/7/2025', 'inspection', '2025-07-01', 'inspection2025'],
    ['NĐ 217/2025 from 05/8/2025', 'specialisedCheck', '2025-08-05', 'specialisedCheck2025'],
    ['NĐ 217/2025 today', 'specialisedCheck', '2026-11-18', 'specialisedCheck2025'],
  ] as const)('%s: %s of %s', (_, kind, day, id) => {
    expect(procedureFor(kind, day, procedures).procedure?.id).toBe(id);
  });

  it.each(['2025-07-01', '2025-08-04'])(
    'khoản 1 Điều 61 Luật 84/2025: says plainly that a check of %s had none',
    (day) => {
      const choice = procedureFor('specialisedCheck', day, procedures);
      expect(choice).toMatchObject({ procedure: null, nearest: { id: 'specialisedCheck2025' } });
      expect('why' in choice && choice.why.vi).toContain('khoản 1 Điều 61');
    },
  );

  it('guesses nothing for days of which it knows nothing', () => {
    expect(procedureFor('inspection', '2015-01-01', procedures)).toMatchObject({
      procedure: null,
      why: { en: 'No procedure is known for this day.' },
      nearest: { id: 'inspection2022' },
    });
    expect(procedureFor('inspection', '2026-01-01', [])).toMatchObject({ procedure: null, nearest: null });
  });
});

describe('how long a visit may take', () => {
  it('khoản 2 Điều 13 NĐ 217/2025: 15 days for a ministry, 10 for a province', () => {
    expect(durationFor(check2025, 'ministry')?.max).toBe(15);
    expect(durationFor(check2025, '01')?.max).toBe(10);
    expect(durationFor(procedure('p', 'inspection', '2025-07-01', null), '01')).toBeNull();
  });

  it.each([
    ['2026-11-27', 'within'],
    ['2026-11-28', 'needsExtension'],
    ['2026-12-02', 'needsExtension'],
    ['2026-12-03', 'tooLong'],
  ])('điểm b, d khoản 2 Điều 13 NĐ 217/2025: announced 17/11/2026 in a province, until %s is %s', (endsOn, verdict) => {
    const duration = { byVi: '', max: 10, extend: [5] };
    expect(checkDuration('2026-11-17', endsOn, duration)).toMatchObject({
      verdict,
      lastOn: '2026-11-27',
      lastExtendedOn: '2026-12-02',
    });
  });

  it('điểm a khoản 1 Điều 20 Luật 84/2025: two extensions', () => {
    const duration = { byVi: '', max: 60, extend: [30, 20] };
    expect(checkDuration('2026-01-01', '2026-04-21', duration)).toMatchObject({ days: 110, verdict: 'needsExtension' });
    expect(checkDuration('2026-01-01', '2026-04-22', duration).verdict).toBe('tooLong');
  });
});
