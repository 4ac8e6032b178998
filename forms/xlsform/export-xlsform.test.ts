import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type ChoiceList, type ItemType, itemTypes, type TemplateNode } from '../../shared/schema/template-content.ts';
import { again, contentOf, type Said } from '../testing/template-content.ts';
import type { Sheet } from '../workbook/cells.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import { exportXlsForm } from './export-xlsform.ts';

const yesNo: ChoiceList = {
  id: 'yn',
  choices: [
    { name: 'y', label: { default: 'Có' } },
    { name: 'n', label: { default: 'Không' } },
  ],
};

/** What a line of each type says beside its type. */
const needed: Partial<Record<ItemType, Partial<TemplateNode>>> = {
  selectOne: { list: 'yn' },
  selectMultiple: { list: 'yn' },
  rank: { list: 'yn' },
  calculate: { calculation: '1 + 1' },
  metadata: { preload: 'today' },
};

const inTwo = ['Tiếng Việt (vi)', 'English (en)'];
const two = (vi: string, en: string) => ({ 'Tiếng Việt (vi)': vi, 'English (en)': en });

/** A sheet as it is written. */
function xmlOf(workbook: Uint8Array, sheet: number): string {
  return strFromU8(unzipSync(workbook)[`xl/worksheets/sheet${sheet}.xml`] ?? new Uint8Array());
}

/** Cells of a sheet from the top, each row's. */
function cellsOf(sheet: Sheet | undefined): readonly (readonly string[])[] {
  return [...(sheet?.rows.values() ?? [])].map((row) => [...row.values()].map(({ value }) => value));
}

describe('a template in XLSForm comes in again as it was', () => {
  it.each(itemTypes)('an item of the type %s', async (type) => {
    const content = contentOf([{ name: 'a', type, ...needed[type] }], needed[type]?.list ? [yesNo] : []);
    expect(await again(content)).toEqual(content);
  });

  it.each([
    ...['start', 'end', 'today', 'deviceid', 'subscriberid', 'simserial', 'phonenumber', 'username', 'email', 'audit'],
    ...['start-geopoint', 'background-audio'],
  ])('what the device knows: %s', async (preload) => {
    const content = contentOf([{ name: 'a', type: 'metadata', preload, label: {} }]);
    expect(await again(content)).toEqual(content);
  });

  it.each<[field: string, said: Partial<TemplateNode>]>([
    ['hint', { hint: { default: 'Nhìn biển' } }],
    ['guidance', { guidance: { default: 'Hỏi người trực' } }],
    ['media', { media: { image: { default: 'a.png' }, bigImage: { default: 'A.png' } } }],
    ['media', { media: { audio: { default: 'a.mp3' }, video: { default: 'a.mp4' } } }],
    ['required', { required: 'true()' }],
    ['required', { required: "${trước} = 'y'", requiredMessage: { default: 'Cần có' } }],
    ['relevant', { relevant: "${trước} != ''" }],
    ['constraint', { constraint: '. >= 1 and . < ${trước}', constraintMessage: { default: 'Từ 1' } }],
    ['calculation', { calculation: "concat('“', ${trước}, '”')" }],
    ['trigger', { calculation: 'now()', trigger: ['trước', 'đầu'] }],
    ['default', { default: '007' }],
    ['default', { default: "Cô ấy nói: 'không'" }],
    ['defaultExpression', { defaultExpression: 'today()' }],
    ['defaultExpression', { defaultExpression: '${last-saved#trước} + 1' }],
    ['readonly', { readonly: 'true()' }],
    ['readonly', { readonly: "${trước} = 'y'" }],
    ['appearance', { appearance: 'w1 numbers' }],
    ['parameters', { parameters: { start: '1', end: '10', step: '0.5' } }],
    ['choiceFilter', { type: 'selectOne', list: 'yn', choiceFilter: 'name = ${trước}' }],
    ['label', { label: {} }],
    ['label', { label: { default: 'Hai dòng\nvà ${trước}, "trích" <b>đậm</b>' } }],
    ['appearance of ours', { type: 'complies', appearance: 'w1' }],
    ['appearance of ours', { type: 'table', appearance: 'w1' }],
  ])('a line with %s: %j', async (_field, said) => {
    const content = contentOf([{ name: 'trước' }, { name: 'đầu' }, { name: 'a', ...said }], said.list ? [yesNo] : []);
    expect(await again(content)).toEqual(content);
  });

  it('groups and repeats in their order, with what they say', async () => {
    const content = contentOf([
      { name: 'n', type: 'integer' },
      { name: 'g', kind: 'group', appearance: 'field-list', relevant: '${n} > 0', hint: { default: 'Gợi ý' } },
      { name: 'r', kind: 'repeat', parent: 'g', count: '${n}', media: { image: { default: 'r.png' } } },
      { name: 'a', parent: 'r' },
      { name: 'empty', kind: 'group', parent: 'r', label: {} },
      { name: 'b', parent: 'g' },
      { name: 'free', kind: 'repeat' },
      { name: 'a', id: 'free/a', parent: 'free' },
    ]);
    expect(await again(content)).toEqual(content);
  });

  it('lines that name their parent, wherever they stand, are written where they belong', async () => {
    const [g, a, b]: Said[] = [{ name: 'g', kind: 'group' }, { name: 'a', parent: 'g' }, { name: 'b' }];
    expect(await again(contentOf([a, b, g].filter((line) => line !== undefined)))).toEqual(
      contentOf([b, g, a].filter((line) => line !== undefined)),
    );
  });

  it('words in two languages, each where it is said, and one that has no name', async () => {
    const lines = (label: TemplateNode['label']): Said[] => [
      { name: 'only', label: { 'English (en)': 'First in English' } },
      { name: 'a', label, hint: two('Gợi ý', 'Hint'), guidance: two('Thêm', 'More') },
      { name: 'b', label: {}, constraint: '. > 1', constraintMessage: two('Hơn 1', 'Over 1') },
      { name: 'c', label, required: 'true()', requiredMessage: two('Cần', 'Needed'), media: { image: two('v', 'e') } },
      { name: 'd', label, type: 'complies' },
    ];
    const named = contentOf(lines(two('Tên', 'Name')), [], { languages: inTwo, defaultLanguage: 'English (en)' });
    expect(await again(named)).toEqual(named);
    const mixed = contentOf([{ name: 'a', label: { default: 'Tên', 'English (en)': 'Name' } }], [], {
      languages: ['English (en)', 'default'],
    });
    expect(await again(mixed)).toEqual(mixed);
    const one = contentOf([{ name: 'a', label: { 'Tiếng Việt': 'Tên' } }], [], {
      ...{ languages: ['Tiếng Việt'], defaultLanguage: 'Tiếng Việt' },
    });
    expect(await again(one)).toEqual(one);
  });

  it('choices with their words, pictures and columns, whatever these are called', async () => {
    const list: ChoiceList = {
      id: 'xã phường',
      choices: [
        { name: '007', label: two('Ba Đình', 'Ba Dinh'), values: { tỉnh: 'hn', title: '=1+1', count: '1', Type: 'a' } },
        { name: '=1+1', label: two('+a', '-b'), media: { image: two('a.png', 'b.png') }, values: { tag: '@x' } },
        { name: '2026-01-01', label: {}, values: { type: 'TRUE' } },
        { name: 'có dấu cách', label: { 'English (en)': 'TRUE' } },
      ],
    };
    const unused = { id: 'để_dành', choices: [{ name: 'x', label: two('X', 'X') }] };
    const nodes: Said[] = [{ name: 'a', label: two('A', 'A'), type: 'selectOne', list: list.id }];
    const content = contentOf(nodes, [list, unused], { languages: inTwo, defaultLanguage: 'Tiếng Việt (vi)' });
    expect(await again(content)).toEqual(content);
  });

  it('a choice twice in its list', async () => {
    const list = { id: 'l', choices: [yesNo.choices, yesNo.choices].flat() };
    const content = contentOf([{ name: 'a', type: 'selectOne', list: 'l' }], [list]);
    expect(await again(content)).toEqual(content);
  });

  it('"other", and the line that asks for it', async () => {
    const content = contentOf(
      [
        { name: 'a', type: 'selectMultiple', list: 'yn', orOther: true },
        { name: 'a_other', label: {}, relevant: "selected(${a}, 'other')", otherOf: 'a' },
        { name: 'b' },
      ],
      [yesNo],
    );
    expect(await again(content)).toEqual(content);
    const { workbook } = await exportXlsForm(content);
    expect(cellsOf((await readWorkbook(workbook)).sheets[0])).toEqual([
      ['type', 'name', 'label'],
      ['select_multiple yn or_other', 'a', 'a'],
      ['text', 'b', 'b'],
    ]);
  });

  it('choices that are answers of a repeat', async () => {
    const content = contentOf([
      { name: 'quầy', kind: 'repeat' },
      { name: 'tên', parent: 'quầy' },
      { name: 'chọn', type: 'selectOne', choicesFrom: '${tên}' },
    ]);
    expect(await again(content)).toEqual(content);
  });

  it('what the form says of itself', async () => {
    const content = contentOf([{ name: 'a' }], [], {
      ...{ title: '=Mẫu', formId: '007', version: '2026-01-01', rootName: 'mẫu', instanceName: "concat(${a}, '-1')" },
    });
    expect(await again(content)).toEqual(content);
  });

  it.each(['=1+1', '007', '2026-01-01', 'TRUE', '+a', '-a', '@a', '1e5', '#REF!', '_x0041_', '😀 ễ', "'a"])(
    'a cell that programs would take for something else: %s',
    async (text) => {
      const content = contentOf([{ name: 'a', label: { default: text }, hint: { default: text }, default: text }]);
      expect(await again(content)).toEqual(content);
    },
  );
});

describe('types of ours', () => {
  it('are types that other programs know, with a word for us', async () => {
    const lines: Said[] = [
      { name: 'a', type: 'complies', label: two('A', 'A') },
      { name: 'b', type: 'table', label: two('B', 'B'), appearance: 'w1' },
    ];
    const taken = { id: 'complies', choices: [{ name: 'x', label: two('X', 'X') }] };
    const content = contentOf(lines, [taken], { languages: inTwo, defaultLanguage: 'Tiếng Việt (vi)' });
    expect(await again(content)).toEqual(content);
    const { sheets } = await readWorkbook((await exportXlsForm(content)).workbook);
    expect(cellsOf(sheets[0]).slice(1)).toEqual([
      ['select_one complies_2', 'a', 'A', 'A', 'complies'],
      ['text', 'b', 'B', 'B', 'table w1'],
    ]);
    expect(cellsOf(sheets[1]).slice(2)).toEqual([
      ['complies_2', 'complies', 'Tuân thủ', 'Compliant'],
      ['complies_2', 'not_complies', 'Không tuân thủ', 'Not compliant'],
      ['complies_2', 'not_applicable', 'Không áp dụng', 'Not applicable'],
    ]);
  });

  it.each<[what: string, said: Partial<TemplateNode>]>([
    ['without the word', {}],
    ['with "other"', { appearance: 'complies', orOther: true }],
    ['as one of several', { appearance: 'complies', type: 'selectMultiple' }],
  ])('are not meant by a list of the same choices %s', async (_what, said) => {
    const choices = ['complies', 'not_complies', 'not_applicable'].map((name) => ({ name, label: { default: name } }));
    const content = contentOf([{ name: 'a', type: 'selectOne', list: 'l', ...said }], [{ id: 'l', choices }]);
    const { nodes, lists } = await again(content);
    expect([nodes[0], lists]).toEqual([content.nodes[0], content.lists]);
  });

  it('leave the list where something else asks for it', async () => {
    const choices = ['complies', 'not_complies', 'not_applicable'].map((name) => ({ name, label: { default: name } }));
    const asking: Said = { name: 'a', type: 'selectOne', list: 'l', appearance: 'complies' };
    const lists = [{ id: 'l', choices }];
    const { nodes, lists: left } = await again(contentOf([asking, { ...asking, name: 'b', appearance: 'w1' }], lists));
    expect([nodes.map(({ type }) => type), left]).toEqual([['complies', 'selectOne'], lists]);
    const looking: Said = { name: 'c', type: 'calculate', calculation: "count(instance('l')/root/item)" };
    expect((await again(contentOf([asking, looking], lists))).lists).toEqual(lists);
  });
});

describe('what XLSForm has no way to say', () => {
  it.each<[said: Partial<TemplateNode>, becomes: Partial<TemplateNode>]>([
    [{ default: 'Hanoi (Vietnam)' }, { defaultExpression: "string('Hanoi (Vietnam)')" }],
    [{ default: `So ('a' "b")` }, { defaultExpression: `string(concat("So ('a'", ' "b")'))` }],
    [{ default: 'Giá ${5}' }, { defaultExpression: "string(concat('Giá $', '{5}'))" }],
    [{ defaultExpression: '1 + 1' }, { defaultExpression: 'string(1 + 1)' }],
  ])('comes to the same: %j', async (said, becomes) => {
    expect(await again(contentOf([{ name: 'a', ...said }]))).toEqual(contentOf([{ name: 'a', ...becomes }]));
  });

  it('is left out: what nobody can see', async () => {
    const content = contentOf([{ name: 'a', label: { default: 'Tên\u0001 của\u200b bạn\ud800\r\n' } }]);
    const { nodes } = await again(content);
    expect(nodes[0]?.label).toEqual({ default: 'Tên của bạn\ufffd' });
  });
});

it('is a workbook that a person can work in: headers that stay, cells that stay what is typed', async () => {
  const { Workbook } = await import('@cj-tech-master/excelts');
  const workbook = new Workbook();
  const lines: Said[] = [{ name: 'a', type: 'selectOne', list: 'yn', label: { default: '=1+1' }, default: '007' }];
  const { workbook: bytes } = await exportXlsForm(contentOf(lines, [yesNo]));
  await workbook.xlsx.load(bytes);
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['survey', 'choices', 'settings']);
  for (const sheet of workbook.worksheets) {
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.getCell(1, 1).font).toMatchObject({ bold: true });
    expect(xmlOf(bytes, sheet.id)).not.toMatch(/<f>|<c [^>]*t="(?!s")/);
    for (const row of [1, 2, 3]) {
      expect(sheet.getCell(row, 1).style).toMatchObject({ numFmt: '@', alignment: { wrapText: true } });
    }
  }
});
