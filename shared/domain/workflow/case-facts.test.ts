import { describe, expect, it } from 'vitest';
import type { Activity } from '../../schema/activity.ts';
import type { Answer } from '../../schema/answers.ts';
import type { InspectionCase } from '../../schema/cases.ts';
import type { Conflict } from '../../schema/common.ts';
import type { Finding } from '../../schema/findings.ts';
import type { ChecklistSection } from '../checklist/checklist.ts';
import { caseFacts } from './case-facts.ts';
import { missingOf } from './conditions.ts';

const synced = {
  ...{ scope: '01', createdAt: '1', createdBy: 'an', updatedAt: '1', updatedBy: 'an', device: 'd', clockOffsetMs: 0 },
  conflicts: [] as Conflict[],
};
const conflict = (path: string): Conflict => ({
  id: `c${path}`,
  path,
  values: [
    { value: 'a', by: 'an', at: '1', device: 'd' },
    { value: 'b', by: 'chi', at: '2', device: 'e' },
  ],
  settled: null,
});
const inspectionCase: InspectionCase = {
  ...synced,
  id: 'case-1',
  number: '',
  kind: 'specialisedCheck',
  planned: false,
  sector: 'post',
  procedureId: 'specialisedCheck2025',
  templateIds: ['post'],
  entityId: 'e',
  entityName: '',
  entityAddress: '',
  legalGround: { number: '', issuedOn: null, issuedBy: '', summary: '' },
  content: '',
  periodFrom: null,
  periodTo: null,
  startsOn: '2026-11-17',
  endsOn: '2026-11-26',
  team: [],
  state: 'onSite',
  moves: [],
  dueOn: '9999-12-31',
  dueRule: '',
};
const item = (id: string) => ({
  id,
  number: id,
  sectionIndex: 0,
  item: {
    ...{ id, questionVi: '', questionEn: '', hintVi: '', source: '' },
    answerKind: 'complies',
    required: true,
    confidence: 'high',
  } as const,
});
const checklist: ChecklistSection[] = [
  {
    index: 0,
    letter: 'A',
    titleVi: '',
    titleEn: '',
    templateId: 'post',
    subject: 'post',
    items: [item('one'), item('two')],
  },
];
const answer = (itemId: string, own: Partial<Answer>): Answer => ({
  ...synced,
  id: `case-1|${itemId}`,
  caseId: 'case-1',
  itemId,
  value: 'compliant',
  response: null,
  note: '',
  ...own,
});
const finding: Finding = {
  ...synced,
  id: 'finding-1',
  caseId: 'case-1',
  itemId: '',
  title: '',
  kind: 'violation',
  fact: '',
  actOn: null,
  foundOn: '2026-11-17',
  provision: null,
  measure: 'none',
  measureNote: '',
  conflicts: [conflict('/fact')],
};
const remark: Activity = {
  ...synced,
  id: 'remark-1',
  caseId: 'case-1',
  kind: 'remark',
  target: { kind: 'item', id: 'one', field: '' },
  replyTo: '',
  text: '',
  mustMend: true,
  resolves: false,
  day: null,
  doneBy: [],
};

describe('the facts that moves look at', () => {
  const facts = caseFacts({
    inspectionCase: { ...inspectionCase, conflicts: [conflict('/content')] },
    checklist,
    answers: [answer('one', { conflicts: [conflict('/value')] })],
    findings: [finding],
    activity: [remark],
    penalties: [],
  });

  it('gather what is missing out of the documents of the case', () => {
    expect(facts.requiredUnanswered).toEqual([{ itemId: 'two', sectionIndex: 0 }]);
    expect(facts.openRemarks.map(({ id }) => id)).toEqual(['remark-1']);
    expect(facts.findings).toHaveLength(1);
  });

  it('say in which document and at which item each open conflict is', () => {
    expect(
      facts.openConflicts.map(({ collection, documentId, itemId, path }) => [collection, documentId, itemId, path]),
    ).toEqual([
      ['cases', 'case-1', null, '/content'],
      ['answers', 'case-1|one', 'one', '/value'],
      ['findings', 'finding-1', null, '/fact'],
    ]);
    expect(missingOf('noOpenConflicts', facts)).toMatchObject({ count: 3, targets: [{ tab: 'conflict' }, {}, {}] });
    expect(missingOf('noOpenMustMend', facts)?.targets).toEqual([{ tab: 'review', remarkId: 'remark-1' }]);
  });

  describe('about what the report says', () => {
    const violation = { ...finding, itemId: 'one', conflicts: [] };
    const penalties = [
      {
        id: 'old',
        effectiveFrom: '2020-04-15',
        effectiveTo: '2026-06-30',
        confidence: 'high' as const,
        data: {} as never,
      },
    ];
    const told = (answers: Answer[], findings: Finding[]) =>
      caseFacts({ inspectionCase, checklist, answers, findings, activity: [], penalties });
    const provision = { id: 'old' } as Finding['provision'];

    it.each([
      ['compliant', 'violation', 1],
      ['notApplicable', 'violation', 1],
      ['notCompliant', 'violation', 0],
      ['unanswered', 'violation', 0],
      ['compliant', 'shortcoming', 0],
    ] as const)('an item answered %s with a %s contradicts itself %i times', (value, kind, count) => {
      expect(told([answer('one', { value })], [{ ...violation, kind }]).contradicted).toHaveLength(count);
    });

    it('an item that is not complied with, without a finding, is named', () => {
      const answers = [answer('one', { value: 'notCompliant' }), answer('two', { value: 'notCompliant' })];
      expect(told(answers, [violation]).withoutFinding).toEqual([{ itemId: 'two', sectionIndex: 0 }]);
    });

    it.each([
      ['on the day of the act', { actOn: '2026-06-30', foundOn: '2026-11-17' }, 0],
      ['no more on the day of the act', { actOn: '2026-07-01', foundOn: '2026-11-17' }, 1],
      ['on the day of finding, where no other is known', { actOn: null, foundOn: '2026-06-30' }, 0],
      ['no more on the day of finding', { actOn: null, foundOn: '2026-07-01' }, 1],
      ['no more, for a shortcoming', { actOn: null, foundOn: '2026-07-01', kind: 'shortcoming' as const }, 0],
    ])('a provision in force %s (Decree 174/2026 art. 115)', (_, own, count) => {
      expect(told([], [{ ...violation, provision, ...own }]).outOfForce).toHaveLength(count);
    });

    it('a provision that this device does not know is not judged', () => {
      const unknown = { id: 'newer' } as Finding['provision'];
      expect(told([], [{ ...violation, provision: unknown }]).outOfForce).toEqual([]);
    });
  });
});
