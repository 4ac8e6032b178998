import { describe, expect, it } from 'vitest';
import { nextStamp } from '../clock/stamp.ts';
import { workOfDay } from './work-of-day.ts';

const at = (moment: string) => nextStamp(null, Date.parse(moment), 'laptop01');
const morning = at('2026-11-17T02:00:00Z');
const dayBefore = at('2026-11-16T16:59:00Z');
const nothing = { answers: [], findings: [], evidence: [], documents: [] };
const answer = (value: string, updatedBy: string, updatedAt: string, origins?: object[]) =>
  ({ value, updatedBy, updatedAt, device: 'd', conflicts: [], ...(origins && { origins }) }) as never;
const made = (createdBy: string, createdAt: string, own: object = {}) =>
  ({ createdBy, createdAt, withdrawn: null, cancelled: null, ...own }) as never;
const none = { answers: 0, notCompliant: 0, findings: 0, evidence: 0, documents: [] };

describe('what was done on a day', () => {
  it.each([
    ['nobody, where nothing was', nothing, []],
    [
      'answers, those that are not complied with apart, none that was taken back',
      {
        ...nothing,
        answers: [
          answer('compliant', 'an', morning),
          answer('notCompliant', 'an', morning),
          answer('unanswered', 'an', morning),
        ],
      },
      [{ ...none, personId: 'an', answers: 2, notCompliant: 1 }],
    ],
    ['nothing of the evening before', { ...nothing, answers: [answer('compliant', 'an', dayBefore)] }, []],
    [
      'an answer for who gave it, not for who wrote the note later',
      {
        ...nothing,
        answers: [
          answer('compliant', 'binh', at('2026-11-18T02:00:00Z'), [
            { by: 'an', at: morning, device: 'e', paths: ['/value'] },
          ]),
        ],
      },
      [{ ...none, personId: 'an', answers: 1 }],
    ],
    [
      'findings, evidence that stands and documents that do, by person',
      {
        ...nothing,
        findings: [made('binh', morning), made('an', morning)],
        evidence: [made('an', morning), made('an', morning), made('an', morning, { withdrawn: {} })],
        documents: [made('binh', morning, { title: 'Biên bản làm việc' }), made('binh', morning, { cancelled: {} })],
      },
      [
        { ...none, personId: 'an', findings: 1, evidence: 2 },
        { ...none, personId: 'binh', findings: 1, documents: ['Biên bản làm việc'] },
      ],
    ],
  ])('tells %s', (_, done, expected) => {
    expect(workOfDay('2026-11-17', done)).toEqual(expected);
  });
});
