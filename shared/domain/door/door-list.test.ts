import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../schema/documents.ts';
import { leaveField } from '../diary/missing-days.ts';
import { pageHash } from '../document/page-code.ts';
import { pageTieId } from '../document/returned-pages.ts';
import { inState } from '../workflow/testing/cases.ts';
import { signatureCount } from './document-rules.ts';
import type { DoorFile } from './door-file.ts';
import { countLines, doorList } from './door-list.ts';
import { doorRules } from './rules.ts';
import { doorFile, minutes, refused, signed, stamp, today } from './testing/files.ts';

const documents = (...all: OfficialDocument[]) => doorFile({ documents: all });
const finding = (own: object) =>
  ({
    id: 'f',
    itemId: 'a1',
    kind: 'violation',
    title: 'Thiếu niêm yết',
    fact: '',
    provision: {},
    foundOn: today,
    ...own,
  }) as never;
const photo = (ties: string[], own: object = {}) =>
  ({ id: 'p', withdrawn: null, ties: ties.map((id) => ({ id })), ...own }) as never;
const exhibit = (own: object) => ({
  id: 'x',
  name: 'Máy chủ',
  quantity: '01',
  condition: '',
  sealNumber: '07',
  photos: [{ id: 'p' }],
  ...own,
});
const sealing = (own: object, kind: OfficialDocument['kind'] = 'sealing') =>
  signed(minutes({ kind, title: 'Biên bản niêm phong', exhibits: [exhibit(own)] as never }));
const page = (number: number, pages: number, hash = pageHash(signed(minutes({})))) =>
  pageTieId({ caseId: 'c', documentId: 'd', page: number, pages, hash, isByHand: false });
const statement = (answer: string) => ({
  id: 'y',
  attendeeId: 'em',
  about: '',
  text: 'Chúng tôi đã báo cáo Sở.',
  answer,
});
const copy = (handedOverAt: string, count = 1) => ({ id: 'c', receiver: 'Công ty Sao Mai', count, handedOverAt });
const line = (field: string, day: string) =>
  ({ kind: 'diary', day, createdAt: stamp, target: { kind: 'case', id: '', field } }) as never;
const open = (file: DoorFile) => doorList(file).must.flatMap(({ lines }) => lines);

describe('before leaving', () => {
  it('nothing is left of a visit that is whole, and all of it counts as done', () => {
    expect(doorList(doorFile())).toEqual({ must: [], should: [], done: 7, all: 7 });
  });

  it.each<[string, DoorFile, string[]]>([
    ['a required item', doorFile({ answered: ['a1', 'a3'] }), ['requiredItem a2']],
    ['a finding that nothing shows', doorFile({ findings: [finding({})] }), ['findingEvidence f']],
    ['none that its own item shows', doorFile({ findings: [finding({})], evidence: [photo(['item|a1'])] }), []],
    [
      'a finding whose photograph was withdrawn',
      doorFile({ findings: [finding({})], evidence: [photo(['finding|f'], { withdrawn: {} })] }),
      ['findingEvidence f'],
    ],
    [
      'a violation without provision',
      doorFile({ findings: [finding({ provision: null })], evidence: [photo(['finding|f'])] }),
      ['findingProvision f'],
    ],
    [
      'no shortcoming without provision',
      doorFile({ findings: [finding({ provision: null, kind: 'shortcoming' })], evidence: [photo(['finding|f'])] }),
      [],
    ],
    ['minutes, where there are none', documents(), ['minutes']],
    ['minutes, where they were cancelled', documents(signed(minutes({ cancelled: {} as never }))), ['minutes']],
    ['a signature', documents(minutes({ sheets: 0 })), ['signature d em']],
    ['none of who refused', documents(refused(minutes())), []],
    ['a signature under an earlier text', documents({ ...signed(minutes()), place: 'Kho' }), ['voidSignature d em']],
    ['none that was drawn again', documents(signed({ ...signed(minutes()), place: 'Kho' })), []],
    ['a refusal of an earlier text', documents({ ...refused(minutes()), place: 'Kho' }), ['voidSignature d em']],
    ['the sheets of signed minutes', documents(signed(minutes({ sheets: 0 }))), ['sheets d']],
    ['a signed page', doorFile({ evidence: [photo([page(1, 2)])] }), ['pages d']],
    ['no page, once all are here', doorFile({ evidence: [photo([page(1, 2)]), photo([page(2, 2)])] }), []],
    ['pages of the text as it is', doorFile({ evidence: [photo([page(1, 1, '0123456789ab')])] }), ['pages d']],
    ['a copy that nobody has got', documents(signed(minutes({ copies: [copy('')] }))), ['copies d c']],
    ['no copy of none', documents(signed(minutes({ copies: [copy('', 0)] }))), []],
    ['to whom a copy went', documents(signed(minutes({ copies: [] }))), ['copies d']],
    ['a statement', documents(signed(minutes({ statements: [statement(' ')] }))), ['statement d y']],
    ['none that was answered', documents(signed(minutes({ statements: [statement('Đã ghi nhận.')] }))), []],
    ['a seal number', documents(signed(minutes()), sealing({ sealNumber: ' ' })), ['exhibit d x']],
    ['a photograph of what was sealed', documents(signed(minutes()), sealing({ photos: [] })), ['exhibit d x']],
    ['no seal of what is handed over', documents(signed(minutes()), sealing({ photos: [] }, 'handOver')), []],
    ['the diary of today', doorFile({ activity: [line('', '2026-11-17')] }), [`diary ${today}`]],
    [
      'the diary, where only a reason for leaving was written',
      doorFile({ activity: [line(leaveField, today)] }),
      [`diary ${today}`],
    ],
    ['no diary before the announcement', doorFile({ activity: [], inspectionCase: inState('onSite') }), []],
  ])('asks for %s', (_, file, expected) => {
    expect(open(file).map(({ id }) => id)).toEqual(expected);
  });

  it('says of a line what it is, whose, and leads to its place', () => {
    const [unsigned] = open(documents(minutes()));
    expect(unsigned).toEqual({
      id: 'signature d em',
      rule: 'signature',
      words: { vi: 'Biên bản làm việc: thiếu chữ ký của Đỗ Thị Em', en: 'Biên bản làm việc: Đỗ Thị Em has not signed' },
      detail: { vi: 'Giám đốc', en: 'Giám đốc' },
      place: { tab: 'documents', documentId: 'd', part: 'signatures', field: '' },
    });
    const [item] = open(doorFile({ answered: ['a1'] }));
    expect(item).toMatchObject({
      words: { vi: 'Hỏi a2' },
      detail: { vi: 'A2' },
      place: { tab: 'checklist', itemId: 'a2' },
    });
    const [bare] = open(documents(sealing({ sealNumber: '', photos: [] }), signed(minutes())));
    expect(bare?.words).toEqual({
      vi: 'Máy chủ chưa có số niêm phong và ảnh',
      en: 'Máy chủ lacks a seal number and a photograph',
    });
  });

  it('counts what is done of what must be', () => {
    const { done, all } = doorList(doorFile({ answered: ['a1'], findings: [finding({ provision: null })] }));
    expect([done, all]).toEqual([6, 9]);
  });

  it('counts who has signed or refused the text as it is', () => {
    const all = [signed(minutes()), refused(minutes()), minutes(), { ...signed(minutes()), place: 'Kho' }];
    expect(signatureCount({ documents: all })).toEqual({ given: 2, all: 4 });
  });

  it('has one line for what should be looked at together', () => {
    const file = doorFile({
      answered: ['a1', 'a2'],
      evidence: [photo([]), photo([], { id: 'q' })],
      unsentOriginals: 2,
    });
    const { must, should } = doorList(file);
    expect(must).toEqual([]);
    expect(should.flatMap(({ lines }) => lines).map(({ words, place }) => [words.vi, place])).toEqual([
      ['2 chứng cứ chưa gắn vào mục hay phát hiện nào', { tab: 'evidence', evidenceIds: ['p', 'q'] }],
      ['1 mục đã bỏ qua', { tab: 'checklist', itemId: 'a3' }],
      ['2 bản gốc chứng cứ chưa gửi', { tab: 'outbox' }],
    ]);
  });

  it('asks for the number of what is not signed yet, where its form has numbers', () => {
    const all = [
      minutes(),
      minutes({ id: 'e', number: '07/BB-LV' }),
      minutes({ id: 'f', formId: '' }),
      signed(minutes()),
    ];
    const { should } = doorList(documents(...all));
    expect(should.flatMap(({ lines }) => lines).map(({ id }) => id)).toEqual(['number d']);
  });

  it('takes three hundred lines as it takes none', () => {
    const many = Array.from({ length: 300 }, (_, at) => finding({ id: `f${at}` }));
    const { must, done, all } = doorList(doorFile({ findings: many }));
    expect([countLines(must), done, all]).toEqual([300, 307, 607]);
  });

  it('has words for every rule, and each but once', () => {
    expect(new Set(doorRules.map(({ id }) => id)).size).toBe(doorRules.length);
    for (const { why } of doorRules) expect([why.vi, why.en]).not.toContain('');
  });
});

const limit = (id: string, amount: number | null, unit = 'workingDay') => ({
  id,
  effectiveFrom: null,
  effectiveTo: null,
  confidence: 'high' as const,
  data: { subjectVi: id, amount, unit, from: '', articleVi: 'Điều 61' },
});
const limits = [
  limit('minutes.make', 2),
  limit('minutes.forward', null, 'promptly'),
  limit('explanation.written', 5),
  limit('inspection.conclusion.draft', 15, 'calendarDay'),
];
const due = (file: DoorFile) =>
  doorList({ ...file, deadlineRules: limits }).should.flatMap(({ lines }) => lines.map(({ words }) => words.vi));
const inspection = (endsOn: string) => doorFile({ inspectionCase: inState('onSite', { kind: 'inspection', endsOn }) });

describe('limits that start today', () => {
  it.each<[string, DoorFile, string[]]>([
    ['none, of working minutes', doorFile(), []],
    [
      'that of a violation found today',
      doorFile({ findings: [finding({})] }),
      ['minutes.make: đến hết ngày 20/11/2026'],
    ],
    ['none of a violation found before', doorFile({ findings: [finding({ foundOn: '2026-11-17' })] }), []],
    [
      'those of its minutes instead, once they are made; none that has no date',
      doorFile({ findings: [finding({})], documents: [signed(minutes({ formId: 'BB-VPHC' }))] }),
      ['explanation.written: đến hết ngày 25/11/2026'],
    ],
    [
      'none of minutes of another day',
      doorFile({ documents: [signed(minutes({ formId: 'BB-VPHC', startedAt: '2026-11-17T08:00' }))] }),
      [],
    ],
    ['that of the visit, on its last day', inspection(today), ['inspection.conclusion.draft: đến hết ngày 03/12/2026']],
    ['none of a visit that goes on tomorrow', inspection('2026-11-19'), []],
  ])('are %s', (_, file, expected) => {
    expect(due(file)).toEqual(expected);
  });
});
