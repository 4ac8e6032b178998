import { describe, expect, it } from 'vitest';
import { type Blanks, fillFixedText } from './fixed-text.ts';

const known: Blanks = {
  ...{ minute: '2026-11-17T08:15', place: '214 đường Hoa Ban', sheets: 3, copies: 2, subject: 'về bưu chính' },
  ...{ target: 'Công ty Sao Mai', representative: 'Đỗ Thị Em', isOrganisation: true, chosen: new Map() },
};
const nothing: Blanks = {
  ...{ minute: '', place: '', sheets: 0, copies: 0, subject: '' },
  ...{ target: '', representative: '', isOrganisation: false, chosen: new Map() },
};

describe("a form's sentences", () => {
  it.each([
    [
      'BIÊN BẢN KIỂM TRA\nVào hồi … giờ…ngày…/…/…, tại …(2), Đoàn kiểm tra tiến hành làm việc đối với …(3) về việc kiểm tra việc chấp hành quy định của pháp luật …',
      [
        'Vào hồi 08 giờ 15 phút, ngày 17/11/2026, tại 214 đường Hoa Ban, Đoàn kiểm tra tiến hành làm việc đối với Công ty Sao Mai về việc kiểm tra việc chấp hành quy định của pháp luật về bưu chính',
      ],
    ],
    [
      'Biên bản lập xong hồi … giờ … phút, ngày …/…/…, gồm … tờ, được lập thành … bản; giao cho ông (bà) (6) … là <cá nhân/người đại diện của tổ chức>(*) có liên quan 01 bản.\n<Trường hợp cá nhân không ký biên bản>\nLý do ông (bà) (8) … không ký: …',
      [
        'Biên bản lập xong hồi 08 giờ 15 phút, ngày 17/11/2026, gồm 03 tờ, được lập thành 02 bản; giao cho ông (bà) Đỗ Thị Em là người đại diện của tổ chức có liên quan 01 bản.',
      ],
    ],
    [
      'Lập biên bản tạm giữ <tang vật>(*)(4) <của/nhưng>(*)(5) …',
      ['Lập biên bản tạm giữ tang vật của tổ chức có tên sau đây:'],
    ],
    ['Đoàn kiểm tra giữ 01 bản, … giữ 01 bản./.', ['Đoàn kiểm tra giữ 01 bản, Công ty Sao Mai giữ 01 bản./.']],
  ])('have their blanks filled in: %s', (text, lines) => {
    expect(fillFixedText(text, known, 'Biên bản kiểm tra')).toEqual(lines);
  });

  it('keep dots for what is not known', () => {
    expect(fillFixedText('Lập xong hồi … giờ … phút, ngày …/…/…, gồm … tờ, tại …(2): …', nothing)).toEqual([
      'Lập xong hồi …… giờ …… phút, ngày …/…/……, gồm …… tờ, tại ………: ………',
    ]);
  });

  it('name what was chosen', () => {
    const chosen = new Map([['tang vật, phương tiện', 'tang vật']]);
    expect(fillFixedText('Tạm giữ <tang vật, phương tiện>(*)(4) <của/nhưng>(*)(5)', { ...known, chosen })).toEqual([
      'Tạm giữ tang vật của',
    ]);
  });
});
