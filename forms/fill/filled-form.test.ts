import { effect } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import { filledOf, placeAt } from '../testing/filled.ts';
import type { FilledForm } from './filled-form.ts';

/** Keys of what is asked now, in order. */
function asked(form: FilledForm): readonly string[] {
  const keys: string[] = [];
  form.visit((place) => place.isRelevant && keys.push(place.key));
  return keys;
}

const answer = (form: FilledForm, id: string, text: string, turn = '') => {
  placeAt(form, id, turn).stored = text;
};

const line = (form: FilledForm, id: string) => {
  const found = form.outline.node(id);
  if (!found) throw new Error(`no line ${id}`);
  return found;
};

describe('a form while it is filled', () => {
  it('asks what follows from the answers, and counts no answer of what is not asked', async () => {
    const form = await filledOf({
      survey: `
        | type          | name | label | relevant      | calculation              |
        | select_one yn | mo   | Mở?   |               |                          |
        | begin_group   | quay | Quầy  | \${mo} = 'y'   |                          |
        | integer       | so   | Số    |               |                          |
        | text          | them | Thêm  | \${so} > 5     |                          |
        | end_group     |      |       |               |                          |
        | calculate     | kq   |       |               | coalesce(\${so}, 'chưa')  |`,
      choices: '| list_name | name | label |\n| yn | y | Có |\n| yn | n | Không |',
    });
    expect(asked(form)).toEqual(['mo', 'kq']);
    answer(form, 'mo', 'y');
    answer(form, 'so', '9');
    expect(asked(form)).toEqual(['mo', 'quay', 'so', 'them', 'kq']);
    expect(placeAt(form, 'kq').answer).toBe('9');
    answer(form, 'mo', 'n');
    expect(asked(form)).toEqual(['mo', 'kq']);
    expect(placeAt(form, 'kq').answer).toBe('chưa');
    // What was answered is there again.
    answer(form, 'mo', 'y');
    expect(placeAt(form, 'so').answer).toBe('9');
  });

  it('begins with defaults that are worked out once, each turn with its own', async () => {
    const form = await filledOf(
      {
        survey: `
          | type         | name | label | default          |
          | date         | ngay | Ngày  | today()          |
          | text         | ten  | Tên   | concat(\${so}, 'x') |
          | integer      | so   | Số    | 7                |
          | begin_repeat | quay | Quầy  |                  |
          | integer      | nth  | Thứ   | position(..)     |
          | end_repeat   |      |       |                  |`,
      },
      { turns: new Map([['quay@', ['t1', 't2']]]) },
    );
    expect(['ngay', 'ten', 'so'].map((id) => placeAt(form, id).answer)).toEqual(['2026-11-28', '7x', '7']);
    answer(form, 'so', '8');
    expect(placeAt(form, 'ten').answer).toBe('7x');
    expect([placeAt(form, 'nth', 't1').answer, placeAt(form, 'nth', 't2').answer]).toEqual(['1', '2']);
    answer(form, 'ten', 'An');
    expect(placeAt(form, 'ten').answer).toBe('An');
  });

  it('knows when and by whom it is filled: now, until there is a first answer, then as it was', async () => {
    const form = await filledOf({
      survey: `
        | type     | name | label | calculation           |
        | start    | bd   |       |                       |
        | end      | kt   |       |                       |
        | today    | nay  |       |                       |
        | username | ai   |       |                       |
        | deviceid | may  |       |                       |
        | note     | n    | \${ai} |                       |
        | calculate | cu  |       | \${nay} < '2026-11-28' |`,
    });
    const held = () => ['bd', 'kt', 'nay', 'ai', 'cu'].map((id) => placeAt(form, id).answer);
    const now = '2026-11-28T10:04:05.000+07:00';
    expect(held()).toEqual([now, now, '2026-11-28', 'an', 'false']);
    form.filling = {
      ...{ beganMs: Date.UTC(2026, 10, 26, 18), lastMs: Date.UTC(2026, 10, 27, 1) },
      ...{ person: 'Bình', device: 'laptop-07' },
    };
    expect(held()).toEqual([
      ...['2026-11-27T01:00:00.000+07:00', '2026-11-27T08:00:00.000+07:00', '2026-11-27', 'Bình', 'true'],
    ]);
    expect([placeAt(form, 'may').answer, placeAt(form, 'n').words('label', 'default')]).toEqual(['laptop-07', 'Bình']);
  });

  it('says what is wrong beside each answer', async () => {
    const form = await filledOf({
      survey: `
        | type    | name | label | required       | constraint     |
        | text    | ten  | Tên   | yes            |                |
        | integer | so   | Số    |                | . > 0 and . < 10 |
        | date    | ngay | Ngày  | \${so} = 3      | . <= today()   |`,
    });
    const faults = () => ['ten', 'so', 'ngay'].map((id) => placeAt(form, id).fault);
    expect(faults()).toEqual(['required', null, null]);
    answer(form, 'ten', 'a');
    answer(form, 'so', 'ba');
    answer(form, 'ngay', '2027-01-01');
    expect(faults()).toEqual([null, 'form', 'constraint']);
    answer(form, 'so', '12');
    answer(form, 'ngay', '2026-11-28');
    expect(faults()).toEqual([null, 'constraint', null]);
    answer(form, 'so', '3');
    answer(form, 'ngay', '');
    expect(faults()).toEqual([null, null, 'required']);
  });

  it('has turns of a repeat, each with answers of its own, counted and summed from outside', async () => {
    const form = await filledOf(
      {
        survey: `
        | type         | name  | label            | relevant     | calculation                    |
        | begin_repeat | quay  | Quầy             |              |                                |
        | integer      | so    | Số               |              |                                |
        | text         | ghi   | Ghi \${so}        | \${so} > 1    |                                |
        | calculate    | thu   |                  |              | position(..)                   |
        | calculate    | chia  |                  |              | \${so} div sum(/data/quay/so)   |
        | end_repeat   |       |                  |              |                                |
        | calculate    | tong  |                  |              | sum(\${so})                     |
        | calculate    | dem   |                  |              | count(\${quay})                 |
        | calculate    | hai   |                  |              | indexed-repeat(\${so}, \${quay}, 2) |
        | calculate    | xa    |                  |              | count(/data/quay[so > 1])      |`,
      },
      {
        turns: new Map([['quay@', ['t1', 't2']]]),
        answers: new Map([
          ['so@t1', '1'],
          ['so@t2', '3'],
        ]),
      },
    );
    const value = (id: string, turn = '') => placeAt(form, id, turn).answer;
    expect(asked(form)).toEqual([
      ...['quay@t1', 'so@t1', 'thu@t1', 'chia@t1', 'quay@t2', 'so@t2', 'ghi@t2', 'thu@t2', 'chia@t2'],
      ...['tong', 'dem', 'hai', 'xa'],
    ]);
    expect(['tong', 'dem', 'hai', 'xa'].map((id) => value(id))).toEqual(['4', '2', '3', '1']);
    expect([value('thu', 't2'), value('chia', 't2')]).toEqual(['2', '0.75']);
    expect(placeAt(form, 'ghi', 't2').words('label', 'default')).toBe('Ghi 3');
    form.setTurns(line(form, 'quay'), '', ['t1', 't2', 't3']);
    answer(form, 'so', '4', 't3');
    form.setTurns(line(form, 'quay'), '', ['t2', 't3']);
    expect(['tong', 'dem', 'hai', 'xa'].map((id) => value(id))).toEqual(['7', '2', '4', '2']);
    expect(value('thu', 't3')).toBe('2');
  });

  it('has as many turns as an answer says, within another repeat as well, and keeps what they say', async () => {
    const form = await filledOf({
      survey: `
        | type         | name  | label | repeat_count | calculation          |
        | integer      | n     | N     |              |                      |
        | begin_repeat | nha   | Nhà   | \${n}         |                      |
        | integer      | m     | M     |              |                      |
        | begin_repeat | tang  | Tầng  | \${m}         |                      |
        | text         | ten   | Tên   |              |                      |
        | end_repeat   |       |       |              |                      |
        | calculate    | tren  |       |              | join(' ', \${ten})    |
        | end_repeat   |       |       |              |                      |
        | calculate    | moi   |       |              | join(' ', \${ten})    |`,
    });
    answer(form, 'n', '2');
    answer(form, 'm', '1', 'nha-1');
    answer(form, 'm', '2', 'nha-2');
    for (const [turn, text] of [
      ['nha-1.tang-1', 'a'],
      ['nha-2.tang-1', 'b'],
      ['nha-2.tang-2', 'c'],
    ] as const) {
      answer(form, 'ten', text, turn);
    }
    expect(placeAt(form, 'tren', 'nha-2').answer).toBe('b c');
    expect(placeAt(form, 'moi').answer).toBe('a b c');
    answer(form, 'n', '1');
    expect(placeAt(form, 'moi').answer).toBe('a');
    answer(form, 'n', '2');
    expect(placeAt(form, 'moi').answer).toBe('a b c');
    answer(form, 'n', '999999999');
    expect(form.root.elements.filter(({ line: { id } }) => id === 'nha')).toHaveLength(1_000);
  });

  it('lets choose from what the answers before leave', async () => {
    const form = await filledOf(
      {
        survey: `
        | type                      | name | label | choice_filter                        |
        | select_one tinh           | tinh | Tỉnh  |                                      |
        | select_one xa             | xa   | Xã    | tinh = \${tinh}                       |
        | select_one xa             | lon  | Lớn   | tinh = \${tinh} and number(dan) > 5   |
        | select_one tinh or_other  | khac | Khác  |                                      |
        | begin_repeat              | quay | Quầy  |                                      |
        | text                      | ten  | Tên   |                                      |
        | end_repeat                |      |       |                                      |
        | select_one \${ten}         | chon | Chọn  |                                      |`,
        choices: `
        | list_name | name | label   | tinh | dan |
        | tinh      | hn   | Hà Nội  |      |     |
        | tinh      | dn   | Đà Nẵng |      |     |
        | xa        | bd   | Ba Đình | hn   | 9   |
        | xa        | tx   | Thạch Xá | hn  | 2   |
        | xa        | hc   | Hải Châu | dn  | 8   |`,
      },
      { turns: new Map([['quay@', ['t1', 't2']]]) },
    );
    const choices = (id: string) => placeAt(form, id).choices.map(({ name }) => name);
    expect(choices('xa')).toEqual([]);
    answer(form, 'tinh', 'hn');
    expect([choices('xa'), choices('lon'), choices('khac')]).toEqual([['bd', 'tx'], ['bd'], ['hn', 'dn', 'other']]);
    answer(form, 'khac', 'other');
    expect(placeAt(form, 'khac_other').isRelevant).toBe(true);
    answer(form, 'ten', 'Quầy 1', 't1');
    answer(form, 'ten', 'Quầy 2', 't2');
    expect(choices('chon')).toEqual(['Quầy 1', 'Quầy 2']);
  });

  it('works out again what has to be, and nothing else', async () => {
    const form = await filledOf({
      survey: `
        | type      | name | label | calculation    |
        | integer   | a    | A     |                |
        | integer   | b    | B     |                |
        | calculate | hai  |       | \${a} * 2       |
        | calculate | bon  |       | \${hai} * 2     |`,
    });
    const seen: string[] = [];
    const stop = effect(() => void seen.push(placeAt(form, 'bon').answer));
    answer(form, 'b', '7');
    answer(form, 'a', '3');
    answer(form, 'a', '3');
    answer(form, 'a', '4');
    stop();
    answer(form, 'a', '5');
    expect(seen).toEqual(['', '12', '16']);
  });
});
