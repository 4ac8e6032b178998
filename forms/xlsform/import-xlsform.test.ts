import { describe, expect, it } from 'vitest';
import type { TemplateNode } from '../../shared/schema/template-content.ts';
import type { Fault } from '../form-fault.ts';
import { type Tables, workbookOf } from '../testing/workbook-of.ts';
import { importXlsForm } from './import-xlsform.ts';

const read = async (tables: Tables) => importXlsForm(await workbookOf(tables));

async function nodesOf(survey: string, choices = '', settings = ''): Promise<readonly TemplateNode[]> {
  const { content, errors } = await read({ survey, ...(choices && { choices }), ...(settings && { settings }) });
  expect(errors).toEqual([]);
  return content?.nodes ?? [];
}

const told = ({ code, sheet, row, column }: Fault) => `${code} ${sheet ?? ''}!${column ?? ''}${row ?? ''}`;

async function faultsOf(survey: string, others: Tables = {}): Promise<readonly string[]> {
  const { content, errors } = await read({ survey, ...others });
  expect(content).toBeNull();
  return errors.map(told);
}

const yesNo = `
  | list_name | name | label::Tiếng Việt |
  | yn        | y    | Có    |
  | yn        | n    | Không |`;

describe('a form in XLSForm', () => {
  it('is a tree of groups, repeats and questions, with what each says and asks', async () => {
    const nodes = await nodesOf(
      `
      | type           | name   | label::Tiếng Việt | hint::Tiếng Việt | required | relevant      | constraint | constraint_message | appearance |
      | begin_group    | point  | Điểm phục vụ      |                  |          |               |            |                    | field-list |
      | select_one yn  | open   | Có mở cửa không?  | Nhìn biển        | yes      |               |            |                    | minimal    |
      | begin repeat   | desk   | Quầy              |                  |          | \${open} = 'y' |            |                    |            |
      | integer        | staff  | Số nhân viên      |                  |          |               | . > 0      | Ít nhất một        |            |
      | end repeat     |        |                   |                  |          |               |            |                    |            |
      | end_group      |        |                   |                  |          |               |            |                    |            |
      | note           | thanks | Cảm ơn            |                  |          |               |            |                    |            |`,
      yesNo,
    );
    const tree = nodes.map(({ id, parent, kind, type }) => [id, parent, type ?? kind]);
    expect(tree).toEqual([
      ['point', null, 'group'],
      ['open', 'point', 'selectOne'],
      ['desk', 'point', 'repeat'],
      ['staff', 'desk', 'integer'],
      ['thanks', null, 'note'],
    ]);
    expect(nodes[1]).toMatchObject({
      ...{ label: { 'Tiếng Việt': 'Có mở cửa không?' }, hint: { 'Tiếng Việt': 'Nhìn biển' } },
      ...{ required: 'true()', list: 'yn', appearance: 'minimal' },
    });
    expect(nodes[2]?.relevant).toBe("${open} = 'y'");
    expect(nodes[3]).toMatchObject({ constraint: '. > 0', constraintMessage: { 'Tiếng Việt': 'Ít nhất một' } });
  });

  it('has languages in the order of its columns, and words without one are of the default', async () => {
    const survey = `
      | type | name | label | label::English (en) | label::Tiếng Việt (vi) |
      | text | a    | A     | A in English        | A tiếng Việt           |`;
    const settings = `
      | form_title | default_language   |
      | Mẫu        | Tiếng Việt (vi)    |`;
    const plain = await read({ survey });
    expect(plain.content).toMatchObject({
      ...{ languages: ['default', 'English (en)', 'Tiếng Việt (vi)'], defaultLanguage: 'default' },
      nodes: [{ label: { default: 'A', 'English (en)': 'A in English', 'Tiếng Việt (vi)': 'A tiếng Việt' } }],
    });
    const chosen = await read({ survey: survey.replace('| label |', '| hint |'), settings });
    expect(chosen.content).toMatchObject({ title: 'Mẫu', defaultLanguage: 'Tiếng Việt (vi)' });
  });

  it('takes the old names of columns and types for what they are', async () => {
    const nodes = await nodesOf(
      `
      | Type                                     | Name | Caption:Tiếng Việt | Relevance | Read only | bind:jr:constraintMsg |
      | select one from yn or specify other      | a    | A                  |           |           |                       |
      | select all that apply from yn            | b    | B                  | 1 = 1     |           |                       |
      | q picture                                | c    | C                  |           | TRUE      | Chụp lại              |
      | phone number                             | d    | D                  |           |           |                       |
      | imei                                     | e    |                    |           |           |                       |
      | trigger                                  | f    | F                  |           |           |                       |`,
      yesNo.replace('list_name', 'list name'),
    );
    expect(nodes.map(({ type, name }) => `${name}: ${type}`)).toEqual([
      ...['a: selectOne', 'a_other: text', 'b: selectMultiple', 'c: image', 'd: text', 'e: metadata', 'f: acknowledge'],
    ]);
    expect(nodes[0]).toMatchObject({ orOther: true, label: { 'Tiếng Việt': 'A' } });
    expect(nodes[1]).toMatchObject({ otherOf: 'a', relevant: "selected(${a}, 'other')" });
    expect(nodes[3]).toMatchObject({ readonly: 'true()', constraintMessage: { 'Tiếng Việt': 'Chụp lại' } });
  });

  it('keeps columns of choices by which they are filtered, and lists from a repeat and from files', async () => {
    const survey = `
      | type                               | name  | label | choice_filter     | parameters             |
      | select_one tinh                    | tinh  | Tỉnh  |                   |                        |
      | select_one xa                      | xa    | Xã    | tinh = \${tinh}    |                        |
      | select_multiple_from_file diem.csv | diem  | Điểm  |                   | value=ma label=ten     |
      | begin_repeat                       | quay  | Quầy  |                   |                        |
      | text                               | ten   | Tên   |                   |                        |
      | end_repeat                         |       |       |                   |                        |
      | select_one \${ten}                  | chon  | Quầy? |                   |                        |
      | rank tinh                          | thu   | Xếp   |                   |                        |`;
    const choices = `
      | list_name | name | label  | tinh |
      | tinh      | hn   | Hà Nội |      |
      | xa        | bd   | Ba Đình | hn  |`;
    const csv = new TextEncoder().encode('ma,ten,tinh\n01,"Điểm 1, quầy 2",hn\n,Không mã,hn\n02,Điểm 2,hn\n');
    const { content, warnings } = await importXlsForm(
      await workbookOf({ survey, choices }),
      new Map([['diem.csv', csv]]),
    );
    expect(content?.lists.map(({ id, choices: all }) => [id, all.map(({ name }) => name)])).toEqual([
      ['tinh', ['hn']],
      ['xa', ['bd']],
      ['diem.csv', ['01', '02']],
    ]);
    expect(content?.lists[1]?.choices[0]?.values).toEqual({ tinh: 'hn' });
    expect(content?.lists[2]?.choices[0]).toMatchObject({
      label: { default: 'Điểm 1, quầy 2' },
      values: { tinh: 'hn' },
    });
    expect(content?.nodes.find(({ name }) => name === 'chon')).toMatchObject({ choicesFrom: '${ten}' });
    expect(warnings.map(told)).toEqual(['file.rowsWithoutValue survey!A4']);
  });

  it('needs no name for words alone, and takes no notice of notes beside it', async () => {
    const nodes = await nodesOf(`
      | type  | name | label   | ghi chú     |
      | note  |      | Mời vào |             |
      |       |      |         | chưa duyệt  |
      | audit |      |         |             |
      | text  | a    | A       |             |`);
    expect(nodes.map(({ name, type }) => `${name}: ${type}`)).toEqual(['note_2: note', 'audit: metadata', 'a: text']);
  });

  it('knows a group from a question of the same name, and each by an id of its own', async () => {
    const nodes = await nodesOf(`
      | type        | name | label | relevant      |
      | begin_group | site | Nơi   |               |
      | text        | site | Nơi   |               |
      | text        | note | Thêm  | \${site} != '' |
      | end_group   |      |       |               |
      | begin_group | desk | Quầy  |               |
      | text        | note | Thêm  |               |
      | end_group   |      |       |               |`);
    expect(nodes.map(({ id }) => id)).toEqual(['site', 'site/site', 'note', 'desk', 'desk/note']);
  });
});

describe('a form that is wrong', () => {
  it.each<[what: string, survey: string, faults: readonly string[]]>([
    ['an unknown type', '| type | name | label |\n| txet | a | A |', ['type.unknown survey!A2']],
    ['no name', '| type | name | label |\n| text | | A |\n| text | b | B |', ['name.missing survey!A2']],
    ['a name that is none', '| type | name | label |\n| text | tên câu | A |', ['name.form survey!B2']],
    ['a name twice', '| type | name | label |\n| text | a | A |\n| text | a | B |', ['name.twice survey!B3']],
    ['no list', '| type | name | label |\n| select_one yn | a | A |', ['list.missing survey!A2']],
    [
      'a group without an end',
      '| type | name | label |\n| begin group | g | G |\n| text | a | A |',
      ['block.unended survey!A2'],
    ],
    [
      'an end of another',
      '| type | name | label |\n| begin group | g | G |\n| text | a | A |\n| end repeat | | |\n| end group | | |',
      ['block.endsOther survey!A4'],
    ],
    [
      'a name that nobody has',
      "| type | name | label | relevant |\n| text | a | A | ${b} = 'x' |",
      ['reference.unknown survey!D2'],
    ],
    ['a name in words', '| type | name | label |\n| note | a | Xin chào ${ten} |', ['reference.unknown survey!C2']],
    [
      'a broken expression',
      '| type | name | label | constraint |\n| text | a | A | . > (1 |',
      ['expression.parenthesis survey!D2'],
    ],
    [
      'a quotation mark too few',
      "| type | name | calculation |\n| calculate | a | doesn't work |",
      ['expression.quote survey!C2'],
    ],
    [
      'two equals signs',
      '| type | name | label | relevant |\n| text | a | A | 1 == 2 |',
      ['expression.equals survey!D2'],
    ],
    [
      'an operator of others',
      '| type | name | label | relevant |\n| text | a | A | 1 && 2 |',
      ['expression.operator survey!D2'],
    ],
    [
      'an unknown function',
      '| type | name | calculation |\n| calculate | a | tody() |',
      ['function.unknown survey!C2'],
    ],
    [
      'a function nearly right',
      "| type | name | calculation |\n| calculate | a | Count_Selected('a') |",
      ['function.likely survey!C2'],
    ],
    [
      'an argument too few',
      '| type | name | calculation |\n| calculate | a | if(1, 2) |',
      ['function.arguments survey!C2'],
    ],
    [
      'a circle of two',
      '| type | name | calculation |\n| calculate | a | ${b} + 1 |\n| calculate | b | ${a} + 1 |',
      ['expression.cycle survey!C2'],
    ],
    [
      'one that is asked by its own answer',
      "| type | name | label | relevant |\n| text | a | A | ${a} = '' |",
      ['expression.cycle survey!D2'],
    ],
    ['a column twice', '| type | name | label | label |\n| text | a | A | B |', ['column.twice survey!D1']],
    ['no column of names', '| type | label |\n| text | A |', ['column.missing survey!1']],
    ['nothing to work out', '| type | name | label |\n| calculate | a | A |', ['calculation.missing survey!A2']],
    [
      'parameters in another form',
      '| type | name | label | parameters |\n| range | a | A | from 1 to 10 |',
      ['parameters.form survey!D2'],
    ],
    [
      'a loop',
      '| type | name | label |\n| begin loop over yn | a | A |\n| text | b | B |\n| end loop | | |',
      ['type.loop survey!A2', 'type.loop survey!A4'],
    ],
  ])('is refused with its place: %s', async (_what, survey, faults) => {
    expect(await faultsOf(survey)).toEqual(faults);
  });

  it('is told of all that is wrong at once, of its choices too', async () => {
    const survey = `
      | type             | name | label |
      | select_one yn    | a    | A     |
      | txet             | b    | B     |
      | select_multiple spaced | c | C  |`;
    const choices = `
      | list_name | name  | label |
      | yn        | y     | Có    |
      | yn        | y     | Có    |
      | yn        |       | Không |
      | spaced    | a b   | AB    |`;
    expect(await faultsOf(survey, { choices })).toEqual([
      'choice.twice choices!B3',
      'choice.noName choices!A4',
      'type.unknown survey!A3',
      'choice.spaces survey!A4',
    ]);
  });

  it('has no survey, or nothing in it', async () => {
    expect(await faultsOf('', { 'Trang tính': '| a |\n| b |' })).toEqual(['survey.empty survey!']);
    const { errors } = await read({ 'Trang tính': '| type | name |\n| text | a |' });
    expect(errors.map(told)).toEqual(['survey.missing !']);
  });
});
