import { describe, expect, it } from 'vitest';
import type { Answer } from '../../schema/answers.ts';
import type { Evidence, EvidenceKind } from '../../schema/evidence.ts';
import type { Finding, Provision } from '../../schema/findings.ts';
import type { TemplateItem } from '../../schema/reference-data.ts';
import type { ChecklistSection } from '../checklist/checklist.ts';
import { synced } from '../merge/testing/stamps.ts';
import { draftMinutes, type Visit } from './draft-minutes.ts';

function item(id: string, questionVi: string, answerKind: TemplateItem['answerKind'] = 'complies') {
  const words = { questionEn: '', hintVi: '', source: '' };
  const asked: TemplateItem = { id, questionVi, answerKind, confidence: 'high', ...words };
  return { id, number: id.toUpperCase(), sectionIndex: 0, item: asked };
}

const section: ChecklistSection = {
  ...{ index: 0, letter: 'A', titleVi: 'Giấy phép', titleEn: '', templateId: 't', subject: '' },
  items: [item('a1', 'Có giấy phép'), item('a2', 'Niêm yết giá cước'), item('a3', 'Số điểm phục vụ', 'number')],
};

function answer(itemId: string, own: Partial<Answer>): [string, Answer] {
  return [
    itemId,
    { ...synced, id: `c1|${itemId}`, caseId: 'c1', itemId, value: 'compliant', response: null, note: '', ...own },
  ];
}

function finding(own: Partial<Finding>): Finding {
  const rest = { kind: 'violation', actOn: null, foundOn: '2026-11-17', measure: 'none', measureNote: '' } as const;
  return { ...synced, id: 'f1', caseId: 'c1', itemId: '', title: '', fact: '', provision: null, ...rest, ...own };
}

function evidence(kind: EvidenceKind, ties: readonly string[] = [], withdrawn = false): Evidence {
  const gone = withdrawn ? { id: 'w', by: 'p-an', at: 'now', reason: 'nhầm' } : null;
  const shown = { signed: { record: { kind } }, ties: ties.map((id) => ({ id })), withdrawn: gone };
  return shown as unknown as Evidence;
}

const provision: Provision = {
  ...{ id: 'p', decree: '174/2026/NĐ-CP', article: 12, clause: 2, point: 'a', behaviour: 'Niêm yết thiếu' },
  ...{ fineMin: 0, fineMax: 0, appliesTo: 'organisation', confidence: 'high' },
};

const nothing: Visit = {
  ...{ checklist: [section], answers: new Map(), findings: [], evidence: [] },
  asked: new Set(['a1', 'a2', 'a3']),
  responseWords: (_, response) => [String(response)],
};

describe('the text of working minutes', () => {
  it.each<[string, Partial<Visit>, string[]]>([
    ['is empty while nothing was done', {}, []],
    [
      'tells by section what was looked at, and item by item what did not comply and what was recorded',
      {
        answers: new Map([
          answer('a1', {}),
          answer('a2', { value: 'notCompliant', note: 'thiếu 03\nnhóm hàng' }),
          answer('a3', { value: 'recorded', response: 6 }),
        ]),
      },
      [
        '1. Kết quả kiểm tra',
        'A. Giấy phép: đã xem xét 3 nội dung (1 tuân thủ, 1 không tuân thủ, 1 ghi nhận).',
        '- Mục A2, không tuân thủ: Niêm yết giá cước. thiếu 03 nhóm hàng.',
        '- Mục A3: Số điểm phục vụ. 6.',
      ],
    ],
    [
      'says of a remark how the item stood, and nothing of what is asked no more',
      {
        answers: new Map([
          answer('a1', { value: 'notApplicable', note: 'Xem ảnh' }),
          answer('a2', { note: 'đủ bảng giá' }),
          answer('a3', { value: 'recorded', response: 6 }),
        ]),
        asked: new Set(['a1', 'a2']),
      },
      [
        '1. Kết quả kiểm tra',
        'A. Giấy phép: đã xem xét 2 nội dung (1 tuân thủ, 1 không áp dụng).',
        '- Mục A1, không áp dụng: Có giấy phép. Xem ảnh.',
        '- Mục A2, tuân thủ: Niêm yết giá cước. đủ bảng giá.',
      ],
    ],
    ['leaves out an answer that was taken back', { answers: new Map([answer('a1', { value: 'unanswered' })]) }, []],
    [
      'tells each finding with its fact, its provision and how much evidence shows it',
      {
        findings: [
          finding({ title: 'Niêm yết thiếu', fact: 'Điểm số 2 thiếu 03 nhóm', provision }),
          finding({ id: 'f2', provision }),
          finding({ id: 'f3', fact: 'Không có sổ theo dõi.' }),
          finding({ id: 'f4' }),
        ],
        evidence: [evidence('photo', ['finding|f1']), evidence('photo', ['finding|f1'], true)],
      },
      [
        '1. Phát hiện',
        '- Phát hiện 1: Niêm yết thiếu. Điểm số 2 thiếu 03 nhóm. Quy định liên quan: điểm a khoản 2 Điều 12 Nghị định 174/2026/NĐ-CP. Có 01 chứng cứ kèm theo.',
        '- Phát hiện 2: Niêm yết thiếu. Quy định liên quan: điểm a khoản 2 Điều 12 Nghị định 174/2026/NĐ-CP.',
        '- Phát hiện 3: Không có sổ theo dõi.',
        '- Phát hiện 4: ……',
        '2. Chứng cứ thu thập',
        '- 01 ảnh.',
      ],
    ],
    [
      'counts the evidence by what it is, without what was withdrawn',
      { evidence: [evidence('photo'), evidence('sound'), evidence('photo'), evidence('video', [], true)] },
      ['1. Chứng cứ thu thập', '- 02 ảnh, 01 bản ghi âm.'],
    ],
  ])('%s', (_, own, lines) => {
    expect(draftMinutes({ ...nothing, ...own })).toBe(lines.join('\n'));
  });
});
