import { describe, expect, it } from 'vitest';
import type { FormData } from '../../schema/reference-data.ts';
import type { Dated } from '../reference.ts';
import { formsFor } from './forms.ts';
import { minutesForm } from './testing/documents.ts';

function form(code: string, own: Partial<FormData>, effectiveTo: string | null = null): Dated<FormData> {
  const { use: _, ...rest } = minutesForm;
  const data = { ...rest, code, ...own };
  return { id: `form.${code}`, effectiveFrom: '2025-07-01', effectiveTo, confidence: 'high', data };
}

const check = { caseKind: 'specialisedCheck' } as const;

const forms = [
  form('MBB15', { use: 'seizure' }),
  form('MBB02', { use: 'minutes' }),
  form('KT-BB', { ...check, use: 'minutes' }),
  form('KT-BBCB', { ...check, use: 'announcement' }),
  form('KT-BC', check),
  form('TT-BBLV', { caseKind: 'inspection', use: 'minutes' }),
  form('KT-OLD', { ...check, use: 'minutes' }, '2026-01-31'),
];

describe('forms for a case', () => {
  it.each([
    ['a specialised check', 'specialisedCheck', '2026-11-17', ['KT-BBCB', 'KT-BB', 'MBB02', 'MBB15']],
    ['an inspection', 'inspection', '2026-11-17', ['TT-BBLV', 'MBB02', 'MBB15']],
    [
      'a day on which an older one was in force',
      'specialisedCheck',
      '2026-01-31',
      ['KT-BBCB', 'KT-BB', 'KT-OLD', 'MBB02', 'MBB15'],
    ],
    ['a day before any of them', 'specialisedCheck', '2025-06-30', []],
  ] as const)('%s', (_, kind, day, codes) => {
    expect(formsFor(forms, { kind, day }).map(({ data }) => data.code)).toEqual(codes);
  });
});
