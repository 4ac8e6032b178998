import { describe, expect, it } from 'vitest';
import { checklistOf } from '../../../shared/domain/checklist/checklist.ts';
import type { Activity } from '../../../shared/schema/activity.ts';
import type { Answer } from '../../../shared/schema/answers.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { keyOf, reviewLines } from './lines.ts';

const synced = {
  scope: 'song-mai',
  createdAt: '1',
  createdBy: 'an',
  updatedAt: '1',
  updatedBy: 'an',
  device: 'laptop',
  clockOffsetMs: 0,
  conflicts: [],
};
const move = (to: InspectionCase['state'], at: string) => ({
  id: `${to}${at}`,
  from: 'submitted' as const,
  to,
  by: 'dung',
  at,
  reason: 'x',
});
const inspectionCase = { moves: [move('returned', '5')] } as unknown as InspectionCase;
const checklist = checklistOf(
  ['post'],
  [
    {
      id: 'post',
      effectiveFrom: null,
      effectiveTo: null,
      confidence: 'high',
      data: {
        titleVi: 'Bưu chính',
        titleEn: 'Post',
        subject: 'post',
        legalBasis: [],
        documentsToRequestVi: [],
        sections: [
          {
            titleVi: 'A. Giấy phép',
            titleEn: 'Licence',
            items: ['first', 'second'].map((id) => ({
              id,
              questionVi: id,
              questionEn: id,
              hintVi: '',
              answerKind: 'complies' as const,
              confidence: 'high' as const,
              source: '',
            })),
          },
        ],
      },
    },
  ],
);
const answer = (itemId: string, updatedAt: string): Answer => ({
  ...synced,
  id: `case|${itemId}`,
  caseId: 'case',
  itemId,
  value: 'compliant',
  response: null,
  note: '',
  updatedAt,
});
const remark = (id: string, target: Activity['target'], createdAt: string): Activity => ({
  ...synced,
  id,
  caseId: 'case',
  kind: 'remark',
  target,
  replyTo: '',
  text: id,
  mustMend: true,
  resolves: false,
  day: null,
  doneBy: [],
  createdAt,
});

describe('the lines of a review', () => {
  const lines = reviewLines({
    inspectionCase,
    checklist,
    answers: new Map([
      ['first', answer('first', '4')],
      ['second', answer('second', '6')],
    ]),
    findings: [],
    activity: [
      remark('on the case', { kind: 'case', id: '', field: '' }, '3'),
      remark('on the item', { kind: 'item', id: 'second', field: '' }, '2'),
    ],
  });

  it('marks what was written after the case was last sent back', () => {
    expect(lines.all.filter((line) => line.isChanged).map((line) => line.key)).toEqual(['item|second']);
  });

  it('pins each remark to its line, numbered in the order in which they were made', () => {
    expect(lines.general.remarks.map(({ number }) => number)).toEqual([2]);
    expect(lines.sections[0]?.lines[1]?.remarks.map(({ number }) => number)).toEqual([1]);
    expect(keyOf({ kind: 'item', id: 'second' })).toBe('item|second');
  });
});
