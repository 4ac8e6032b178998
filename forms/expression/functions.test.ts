import { describe, expect, it } from 'vitest';
import { filledOf, placeAt } from '../testing/filled.ts';

/** What an expression comes to in a form with some answers. */
async function comesTo(expression: string): Promise<string> {
  const form = await filledOf({
    survey: `
      | type            | name   | label  | calculation     |
      | text            | ten    | Tên    |                 |
      | integer         | so     | Số     |                 |
      | date            | ngay   | Ngày   |                 |
      | select_multiple | chon   | Chọn   |                 |
      | text            | trong  | Trống  |                 |
      | calculate       | kq     |        | CALC            |`
      .replace('select_multiple', 'select_multiple mau')
      .replace('CALC', () => expression),
    choices: '| list_name | name | label | ma |\n| mau | do | Đỏ | 1 |\n| mau | xanh | Xanh | 2 |',
  });
  const answers = { ten: 'Bưu cục Ba Đình', so: '12', ngay: '2026-11-20', chon: 'do xanh' };
  for (const [id, answer] of Object.entries(answers)) placeAt(form, id).stored = answer;
  return placeAt(form, 'kq').answer;
}

describe('an expression', () => {
  it.each<[expression: string, value: string]>([
    // Arithmetic and comparison.
    ['${so} * 2 + 1', '25'],
    ['10 div 4', '2.5'],
    ['7 mod 3', '1'],
    ['-${so}', '-12'],
    ['0.1 + 0.2 = 0.3', 'false'],
    ['round(2.5)', '3'],
    ['round(-2.5)', '-2'],
    ['round(3.14159, 2)', '3.14'],
    ['int(7.9)', '7'],
    ['pow(2, 10)', '1024'],
    ['min(3, ${so}, 5)', '3'],
    ['max(3, ${so}, 5)', '12'],
    ['abs(-3)', '3'],
    ["number('abc')", ''],
    ['floor(2.7) + ceiling(2.2)', '5'],
    ['${so} > 11 and ${so} < 13', 'true'],
    ["${trong} > 1 or ${trong} = ''", 'true'],
    // Texts.
    ['string-length(${ten})', '15'],
    ["concat(${ten}, ' - ', ${so})", 'Bưu cục Ba Đình - 12'],
    ["join(', ', 'a', 'b')", 'a, b'],
    ['substr(${ten}, 0, 7)', 'Bưu cục'],
    ['substr(${ten}, -4)', 'Đình'],
    ["substring-before('12/34', '/')", '12'],
    ["contains(${ten}, 'Ba') and starts-with(${ten}, 'Bưu') and ends-with(${ten}, 'Đình')", 'true'],
    ["regex(${so}, '[0-9]+')", 'true'],
    ["regex(${so}, '[0-9]')", 'false'],
    ["regex('a', '(')", 'false'],
    ["translate('abc', 'ab', 'AB')", 'ABc'],
    ["normalize-space('  a   b ')", 'a b'],
    ['coalesce(${trong}, ${ten})', 'Bưu cục Ba Đình'],
    ["base64-decode('QsawdSBj4bulYw==')", 'Bưu cục'],
    // Choices.
    ["selected(${chon}, 'xanh')", 'true'],
    ["selected(${chon}, 'xan')", 'false'],
    ['count-selected(${chon})', '2'],
    ['selected-at(${chon}, 1)', 'xanh'],
    ["jr:choice-name('xanh', '${chon}')", 'Xanh'],
    ["instance('mau')/root/item[name = 'xanh']/ma", '2'],
    ["pulldata('mau', 'ma', 'name', 'do')", '1'],
    // Conditions.
    ["if(${so} > 10, 'nhiều', 'ít')", 'nhiều'],
    ["if(${trong} = '', 'trống', ${trong})", 'trống'],
    ["not(${ten} = 'x')", 'true'],
    ['boolean-from-string(1)', 'true'],
    ['checklist(1, 2, ${so} = 12, ${so} = 13)', 'true'],
    ['weighted-checklist(3, 9, ${so} = 12, 2, true(), 2)', 'true'],
    ['count-non-empty(../ten)', '1'],
    ['count-non-empty(../trong)', '0'],
    // Dates.
    ['today()', '2026-11-28'],
    ['now()', '2026-11-28T10:04:05.000+07:00'],
    ['${ngay} < today()', 'true'],
    ['today() - ${ngay}', '8'],
    ['date(${ngay} + 10)', '2026-11-30'],
    ["${ngay} > '2026-11-19' and ${ngay} <= '2026-11-20'", 'true'],
    ["format-date(${ngay}, '%d/%m/%Y')", '20/11/2026'],
    ["format-date(${ngay}, '%e %b %y, %a')", '20 Th11 26, T6'],
    ["format-date-time(now(), '%H:%M')", '10:04'],
    ["decimal-date-time('1970-01-02')", '1'],
    ["decimal-time('18:00')", '0.75'],
    ["number('2026-02-30')", ''],
    ["date('')", ''],
    // The device, places and chance.
    ["property('username')", 'an'],
    ['random()', '0.5'],
    ['string-length(uuid())', '36'],
    ["round(distance('21.0285 105.8542 0 0; 10.8231 106.6297 0 0') div 1000)", '1139'],
    ["round(area('0 0 0 0; 0 0.01 0 0; 0.01 0.01 0 0; 0.01 0 0 0') div 10000)", '124'],
    ["geofence('5 5', '0 0; 0 10; 10 10; 10 0')", 'true'],
    // Paths, as XPath has them.
    ['../so + 1', '13'],
    ['/data/so + 1', '13'],
    ['count(../*)', '6'],
    ["string(../*[name() = 'ten'])", 'Bưu cục Ba Đình'],
    ['not (false ())', 'true'],
    ['once(${so})', '12'],
  ])('%s is %s', async (expression, value) => {
    expect(await comesTo(expression)).toBe(value);
  });
});
