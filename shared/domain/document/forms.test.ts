import { describe, expect, it } from 'vitest';
import type { FormData } from '../../schema/reference-data.ts';
import type { Dated } from '../reference.ts';
import { formsFor } from './forms.ts';
import { minutesForm } from './testing/documents.ts';

function form(code: string, use: FormData['use'], effectiveTo: string | null = null): Dated<FormData> {
  const { use: _, ...rest } = minutesForm;
  const data = { ...rest, code, ...(use && { use }) };
  return { id: `form.${code}`, effectiveFrom: '2025-07-01', effectiveTo, confidence: 'high', data };
}

const forms = [
  form('MBB15', 'seizure'),
  form('MBB02', 'minutes'),
  form('KT-BB', 'minutes'),
  form('KT-BBCB', 'announcement'),
  form('KT-BC', undefined),
  form('TT-BBLV', 'minutes'),
  form('KT-OLD', 'minutes', '2026-01-31'),
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
