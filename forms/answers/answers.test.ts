import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { FilledForm } from '../fill/filled-form.ts';
import { filledOf, testEnvironment } from '../testing/filled.ts';
import { contentOf } from '../testing/template-content.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import { type AnsweredForm, answerRows } from './answer-rows.ts';
import { answersCsv } from './answers-csv.ts';
import { answersJson } from './answers-json.ts';
import { answersXlsx } from './answers-xlsx.ts';

const vi = 'Tiếng Việt (vi)';
const en = 'English (en)';

const survey = `
  | type                          | name   | label::${vi}     | label::${en}  | relevant     | calculation | choice_filter | appearance |
  | text                          | ten    | Tên              | Name          |              |             |               |            |
  | note                          | nhac   | Nhắc             | Mind          |              |             |               |            |
  | begin_group                   | noi    | Nơi              | Place         |              |             |               |            |
  | select_one tinh               | tinh   | Tỉnh của \${ten}  | Province      |              |             |               |            |
  | select_multiple viec or_other | viec   | Việc             | Work          |              |             | tinh = \${tinh} |           |
  | select_one tuan_thu           | dung   | Đúng?            | Right?        |              |             |               | complies   |
  | rank tinh                     | thu_tu | Xếp              | Rank          |              |             |               |            |
  | text                          | them   | Thêm             | More          | \${tinh} = 'x' |            |               |            |
  | end_group                     |        |                  |               |              |             |               |            |
  | begin_repeat                  | quay   | Quầy             | Desk          |              |             |               |            |
  | integer                       | so     | Số               | Number        |              |             |               |            |
  | begin_repeat                  | may    | Máy              | Machine       | \${so} > 1    |             |               |            |
  | text                          | hieu   | Hiệu             | Brand         |              |             |               |            |
  | end_repeat                    |        |                  |               |              |             |               |            |
  | end_repeat                    |        |                  |               |              |             |               |            |
  | select_one \${hieu}            | chon   | Chọn             | Choose        |              |             |               |            |
  | calculate                     | tong   |                  |               |              | sum(\${so})  |               |            |`;

const choices = `
  | list_name | name           | label::${vi} | label::${en} | tinh |
  | tinh      | hn             | Hà Nội       | Ha Noi       |      |
  | tinh      | 007            | Đà Nẵng      |              |      |
  | viec      | a              | Bán          | Sell         | hn   |
  | viec      | b              | Mua          | Buy          | dn   |
  | tuan_thu  | complies       | Đ            | Y            |      |
  | tuan_thu  | not_complies   | S            | N            |      |
  | tuan_thu  | not_applicable | K            | X            |      |`;

const answered: readonly (readonly [key: string, answer: string])[] = [
  ...([
    ['ten', 'An'],
    ['tinh', 'hn'],
    ['viec', 'a b other z'],
    ['dung', 'not_complies'],
    ['thu_tu', '007 hn'],
  ] as const),
  ...([
    ['them', 'không hỏi nữa'],
    ['so@t1', '1'],
    ['so@t2', '2'],
    ['hieu@m1', 'Máy A'],
    ['hieu@m2', '=1+1'],
  ] as const),
  ['chon', 'Máy A'],
];

const filled = (answers: Iterable<readonly [string, string]> = answered): Promise<FilledForm> =>
  filledOf(
    { survey, choices },
    {
      answers: new Map(answers),
      turns: new Map([
        ['quay@', ['t1', 't2']],
        ['may@t1', ['m0']],
        ['may@t2', ['m1', 'm2']],
      ]),
    },
  );

const answersOf = (form: FilledForm, notes: Iterable<readonly [string, string]> = []): AnsweredForm => ({
  ...{ title: 'Điểm/phục vụ', form },
  notes: new Map(notes),
});

describe('the answers of a form', () => {
  it('are told item by item that is asked, in order, each as it is kept and in words', async () => {
    const rows = answerRows(answersOf(await filled()), 'vi');
    expect(rows.map(({ path, turn, question, code, words }) => [path, turn, question, code, words])).toEqual([
      ['ten', '', 'Tên', 'An', 'An'],
      ['noi/tinh', '', 'Tỉnh của An', 'hn', 'Hà Nội'],
      // Of "b" the filter leaves nothing, and "z" never was a choice.
      ['noi/viec', '', 'Việc', 'a b other z', 'Bán; Mua; Khác; z'],
      ['noi/viec_other', '', 'Việc: ghi rõ', '', ''],
      ['noi/dung', '', 'Đúng?', 'not_complies', 'Không tuân thủ'],
      ['noi/thu_tu', '', 'Xếp', '007 hn', 'Đà Nẵng; Hà Nội'],
      ['quay[1]/so', '1', 'Số', '1', '1'],
      ['quay[2]/so', '2', 'Số', '2', '2'],
      ['quay[2]/may[1]/hieu', '2.1', 'Hiệu', 'Máy A', 'Máy A'],
      ['quay[2]/may[2]/hieu', '2.2', 'Hiệu', '=1+1', '=1+1'],
      ['chon', '', 'Chọn', 'Máy A', 'Máy A'],
      ['tong', '', 'tong', '3', '3'],
    ]);
  });

  it('are told in another language, and in that of the form where it has no words', async () => {
    const rows = answerRows(answersOf(await filled()), 'en');
    const words = (path: string) => rows.find((row) => row.path === path)?.words;
    expect(rows[1]?.question).toBe('Province');
    expect([words('noi/viec'), words('noi/dung'), words('noi/thu_tu')]).toEqual([
      ...['Sell; Buy; Other; z', 'Not compliant', 'Đà Nẵng; Ha Noi'],
    ]);
  });

  it('are a CSV that is no program', async () => {
    const form = await filled([
      ['ten', 'An, "Bé"\nBình'],
      ['so@t2', '2'],
      ['hieu@m1', '-1'],
    ]);
    const bytes = answersCsv([answersOf(form, [['hieu@m1', '=HYPERLINK("x")']])], 'vi');
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder().decode(bytes);
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      'Mẫu,Vị trí,Lượt,Câu hỏi,Mã trả lời,Trả lời,Ghi chú',
      'Điểm/phục vụ,ten,,Tên,"An, ""Bé""\nBình","An, ""Bé""\nBình",',
    ]);
    expect(text.split('\r\n').slice(-4)).toEqual([
      'Điểm/phục vụ,quay[2]/may[2]/hieu,2.2,Hiệu,,,',
      'Điểm/phục vụ,chon,,Chọn,,,',
      'Điểm/phục vụ,tong,,tong,2,2,',
      '',
    ]);
    expect(text).toContain(`quay[2]/may[1]/hieu,2.1,Hiệu,'-1,'-1,"'=HYPERLINK(""x"")"\r\n`);
    const { data, errors } = Papa.parse<string[]>(text.trimEnd(), { newline: '\r\n' });
    expect([errors, new Set(data.map((line) => line.length))]).toEqual([[], new Set([7])]);
  });

  it('are a sheet in which all is text', async () => {
    const { sheets } = await readWorkbook(
      await answersXlsx([answersOf(await filled()), answersOf(await filled())], 'en'),
    );
    const rows = [...(sheets[0]?.rows.values() ?? [])].map((row) => [...row.values()].map(({ value }) => value));
    expect([sheets.map(({ name }) => name), rows[0], rows[2], rows[10]]).toEqual([
      ['1 Điểm phục vụ', '2 Điểm phục vụ'],
      ['Place', 'Turn', 'Question', 'Answer code', 'Answer', 'Note'],
      ['noi/tinh', 'Province', 'hn', 'Ha Noi'],
      ['quay[2]/may[2]/hieu', '2.2', 'Brand', '=1+1', '=1+1'],
    ]);
  });

  it('are an object by names, with a list of turns for each repeat', async () => {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      answersJson([answersOf(await filled(), [['so@t2', 'đếm lại']])]),
    );
    const [{ template, answers, notes }] = JSON.parse(text);
    expect([template, notes]).toEqual(['Điểm/phục vụ', { 'quay[2]/so': 'đếm lại' }]);
    expect(answers).toEqual({
      ten: 'An',
      noi: { tinh: 'hn', viec: 'a b other z', viec_other: null, dung: 'not_complies', thu_tu: '007 hn' },
      quay: [
        { so: '1', may: [] },
        { so: '2', may: [{ hieu: 'Máy A' }, { hieu: '=1+1' }] },
      ],
      chon: 'Máy A',
      tong: '3',
    });
  });

  it('are told of a name that every object has', async () => {
    const form = await filledOf(
      { survey: '| type | name | label |\n| text | __proto__ | A |\n| text | toString | B |' },
      { answers: new Map([['__proto__', 'x']]) },
    );
    const json = new TextDecoder().decode(answersJson([answersOf(form)]));
    expect(json.replace(/\s/g, '')).toContain('"answers":{"__proto__":"x","toString":null}');
  });

  it('hold nothing that a file can not', async () => {
    const form = await filled([['ten', `\u0000=A\ud83d\u202e${'b'.repeat(40_000)}`]]);
    const csv = new TextDecoder().decode(answersCsv([answersOf(form)], 'vi'));
    const { sheets } = await readWorkbook(await answersXlsx([answersOf(form)], 'vi'));
    const json = JSON.parse(new TextDecoder().decode(answersJson([answersOf(form)])));
    const cell = sheets[0]?.rows.get(2)?.get(4)?.value ?? '';
    expect([cell.slice(0, 4), cell.slice(-5), cell.length]).toEqual(['=A\ufffdb', 'b […]', 32_767]);
    expect(csv).toContain(`,'${cell.slice(0, -5)} […],`);
    expect(json[0].answers.ten).toBe(`=A\ufffd${'b'.repeat(40_000)}`);
  });

  it('are told of a table line by line', async () => {
    const content = contentOf([{ name: 'may', type: 'table', columns: ['Hiệu', 'Số'] }]);
    const lines = [
      { Hiệu: 'A', Số: '2' },
      { Hiệu: 'B', Số: '' },
    ];
    const stored = { answers: new Map([['may', JSON.stringify(lines)]]), turns: new Map() };
    const [row] = answerRows(answersOf(new FilledForm(content, testEnvironment, stored)), 'vi');
    expect(row?.words).toBe('A | 2\nB | ');
  });
});
