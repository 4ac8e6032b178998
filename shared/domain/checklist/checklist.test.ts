import { describe, expect, it } from 'vitest';
import type { Answer } from '../../schema/answers.ts';
import type { TemplateData, TemplateItem } from '../../schema/reference-data.ts';
import type { Dated } from '../reference.ts';
import { checklistOf, itemNumber, letterOf } from './checklist.ts';
import { progressOf } from './progress.ts';

const item = (id: string, own: Partial<TemplateItem> = {}): TemplateItem => ({
  id,
  questionVi: id,
  questionEn: id,
  hintVi: '',
  answerKind: 'complies',
  confidence: 'high',
  source: '',
  ...own,
});
const provision = { document: '15/2020/NĐ-CP', article: 7 };
const template = (id: string, sections: [string, TemplateItem[]][]): Dated<TemplateData> => ({
  id,
  effectiveFrom: null,
  effectiveTo: null,
  confidence: 'high',
  data: {
    titleVi: id,
    titleEn: id,
    subject: 'post',
    legalBasis: [],
    documentsToRequestVi: [],
    sections: sections.map(([titleVi, items]) => ({ titleVi, titleEn: titleVi.replace(/^A\. /, ''), items })),
  },
});
const answer = (itemId: string, value: Answer['value'], response: Answer['response'] = null) => ({
  itemId,
  value,
  response,
});

const post = template('post', [
  [
    'A. Thông tin chung',
    [
      item('licence', { answerKind: 'select', options: ['permit', 'notification', 'none'] }),
      item('permit', { relevance: { item: 'licence', equals: ['permit'] }, provision }),
      item('expiry', { answerKind: 'date', relevance: { item: 'permit', equals: ['complies'] } }),
    ],
  ],
  [
    'B. Hợp đồng',
    [
      item('sample', { answerKind: 'table', columns: ['so_van_don'] }),
      item('stamp', { provision }),
      item('photo', { answerKind: 'photo', required: true }),
    ],
  ],
]);
const self = template('self', [
  ['A. Trước khi đi', [item('papers', { required: true }), item('stamp', { provision })]],
]);
const checklist = checklistOf(['post', 'self'], [self, post]);
const progress = (...answers: ReturnType<typeof answer>[]) => progressOf(checklist, answers);

describe('the checklist of a case', () => {
  it('puts the templates one after another, in the order of the case, lettered through', () => {
    expect(checklist.map(({ letter, titleVi, titleEn }) => `${letter} ${titleVi}/${titleEn}`)).toEqual([
      'A Thông tin chung/Thông tin chung',
      'B Hợp đồng/Hợp đồng',
      'C Trước khi đi/Trước khi đi',
    ]);
    expect(checklist.flatMap(({ items }) => items.map(({ number }) => number))).toEqual([
      'A1',
      'A2',
      'A3',
      'B1',
      'B2',
      'B3',
      'C1',
    ]);
  });

  it('asks an item once that two templates share, and leaves out a template that is not there', () => {
    expect(checklist[2]?.items.map(({ id }) => id)).toEqual(['papers']);
    expect(checklistOf(['gone', 'self'], [self])).toHaveLength(1);
  });

  it('knows under which number an item stands', () => {
    expect([itemNumber(checklist, 'papers'), itemNumber(checklist, 'stranger')]).toEqual(['C1', null]);
  });

  it('goes on after Z', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });
});

describe('which items are asked', () => {
  it.each([
    ['nothing answered', [], []],
    ['the answer that it waits for', [answer('licence', 'recorded', 'permit')], ['permit']],
    ['another answer', [answer('licence', 'recorded', 'none')], []],
    ['one of several chosen', [answer('licence', 'recorded', ['notification', 'permit'])], ['permit']],
    ['two steps down', [answer('licence', 'recorded', 'permit'), answer('permit', 'compliant')], ['permit', 'expiry']],
    [
      'an answer to what is no longer asked leads nowhere',
      [answer('licence', 'recorded', 'none'), answer('permit', 'compliant')],
      [],
    ],
  ] as const)('%s', (_, answers, asked) => {
    const always = ['licence', 'sample', 'stamp', 'photo', 'papers'];
    expect([...progress(...answers).asked].sort()).toEqual([...always, ...asked].sort());
  });
});

describe('progress', () => {
  it('counts answers by kind, in sections and in all', () => {
    const { whole, sections } = progress(
      answer('licence', 'recorded', 'permit'),
      answer('permit', 'compliant'),
      answer('stamp', 'notCompliant'),
      answer('photo', 'recorded'),
      answer('papers', 'notApplicable'),
      answer('stranger', 'compliant'),
    );
    expect(sections.map(({ answered, items }) => `${answered}/${items}`)).toEqual(['2/3', '2/3', '1/1']);
    expect(whole).toEqual({
      items: 7,
      answered: 5,
      unanswered: 2,
      compliant: 1,
      notCompliant: 1,
      notApplicable: 1,
      recorded: 2,
      requiredUnanswered: 0,
    });
  });

  it.each([null, '', '  ', [], [{ so: '', ngay: ' ' }]])('counts %j recorded as no answer', (response) => {
    expect(progress(answer('sample', 'recorded', response)).whole.answered).toBe(0);
  });

  it('names the required items that are asked and not answered, where they stand', () => {
    expect(progress(answer('licence', 'recorded', 'permit')).requiredUnanswered).toEqual([
      { itemId: 'permit', sectionIndex: 0 },
      { itemId: 'stamp', sectionIndex: 1 },
      { itemId: 'photo', sectionIndex: 1 },
      { itemId: 'papers', sectionIndex: 2 },
    ]);
  });
});
