import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../schema/documents.ts';
import { paperOf } from './paper.ts';
import type { PaperBlock } from './paper-blocks.ts';
import { attendee, field, minutes, minutesForm, refusalOf, section } from './testing/documents.ts';

const document: OfficialDocument = {
  ...minutes,
  fields: [
    { id: 'agency', text: 'Sở Khoa học và Công nghệ' },
    { id: 'target', text: 'Công ty Sao Mai' },
    { id: 'copiesCount', text: '02' },
    { id: 'content', text: '1. Kết quả kiểm tra\nA. Giấy phép: đủ.' },
  ],
  attendees: [
    attendee('an', { name: 'Nguyễn Thị An', duty: 'Trưởng đoàn', organisation: 'Sở' }),
    attendee('em', { side: 'entity', name: 'Đỗ Thị Em', idNumber: '0123' }),
    attendee('phong', { name: 'Lò Văn Phong', signs: false }),
    attendee('giang', { side: 'witness', name: 'Vũ Văn Giang' }),
  ],
  statements: [{ id: 's', attendeeId: 'em', about: '', text: 'Sẽ niêm yết lại', answer: 'Đề nghị báo cáo' }],
};

function words(block: PaperBlock): string {
  return block.kind === 'table' ? block.rows.map((row) => row.join(' | ')).join('\n') : block.text;
}

describe('a paper', () => {
  it('says what its form and its document say, from top to bottom', () => {
    const paper = paperOf(minutesForm, document);
    expect(paper).toMatchObject({ agency: 'Sở Khoa học và Công nghệ', number: '', title: 'Biên bản kiểm tra' });
    expect(paper.body.map(words)).toEqual([
      'Vào hồi 08 giờ 15 phút, ngày 17/11/2026, tại 214 đường Hoa Ban, Đoàn kiểm tra làm việc đối với Công ty Sao Mai.',
      '1. Đại diện Đoàn kiểm tra:',
      '- Ông (bà): Nguyễn Thị An; chức vụ: Trưởng đoàn; Sở.',
      '- Ông (bà): Lò Văn Phong.',
      '3. Nội dung làm việc',
      '1. Kết quả kiểm tra',
      'A. Giấy phép: đủ.',
      '4. Kiến nghị của đơn vị',
      '- Ông (bà) Đỗ Thị Em: “Sẽ niêm yết lại”',
      'Ý kiến của Đoàn: Đề nghị báo cáo',
      'Những người khác có mặt:',
      '- Ông (bà): Đỗ Thị Em; số giấy tờ: 0123.',
      'Người chứng kiến:',
      '- Ông (bà): Vũ Văn Giang.',
      'Biên bản kết thúc vào hồi 11 giờ 40 phút, ngày 17/11/2026, gồm 03 tờ, được lập thành 02 bản.',
    ]);
  });

  it('lets those who sign sign under the heading of their side', () => {
    expect(
      paperOf(minutesForm, document).signers.map(({ role, people }) => [role, ...people.map(({ id }) => id)]),
    ).toEqual([
      ['ĐẠI DIỆN CÔNG TY SAO MAI', 'em'],
      ['ĐẠI DIỆN ĐOÀN KIỂM TRA', 'an'],
      ['NGƯỜI CHỨNG KIẾN', 'giang'],
    ]);
  });

  it('has dots, marked, where a required text is not there yet, and nothing where one may lack', () => {
    const blank = paperOf(minutesForm, { ...document, fields: [], statements: [] });
    const marked = blank.body.filter((block) => block.kind === 'paragraph' && block.isBlank);
    expect(marked).toMatchObject([{ text: '………', field: 'content' }]);
    expect(blank.body.map(words)).not.toContain('4. Kiến nghị của đơn vị');
  });

  it('has under the agency what the form has there, and names the entity in a heading that leaves it open', () => {
    const form = {
      ...minutesForm,
      sections: [
        section('Phần đầu', { fields: [field('agency', 'CƠ QUAN (1)'), field('decisionNo', 'THEO QĐ SỐ …')] }),
        section('2. Đại diện …(3):', { fields: [field('targetReps', '- Ông (bà): … chức vụ …;', { kind: 'list' })] }),
      ],
    };
    const paper = paperOf(form, { ...document, fields: [...document.fields, { id: 'decisionNo', text: '212/QĐ' }] });
    expect(paper.under).toBe('THEO QĐ SỐ 212/QĐ');
    expect(paper.body[0]).toEqual({ kind: 'heading', text: '2. Đại diện Công ty Sao Mai:' });
  });

  it.each([
    ['Quyết định số, ngày', 'Quyết định số 212/QĐ', ['Quyết định số 212/QĐ']],
    ['Cách niêm phong', 'Dán giấy', ['Cách niêm phong: Dán giấy']],
    ['Phạm vi', 'Một\nHai', ['Phạm vi:', 'Một', 'Hai']],
  ])('names a text by its label, %s, unless it does so itself', (label, text, lines) => {
    const form = { ...minutesForm, sections: [section('Nội dung', { fields: [field('x', label)] })] };
    const alone = { ...document, attendees: [], statements: [], fields: [{ id: 'x', text }] };
    expect(paperOf(form, alone).body.map(words)).toEqual(lines);
  });

  it('says when it ended where the sentences of the form do not', () => {
    const fields = [field('endTime', 'Kết thúc', { kind: 'time' })];
    const form = { ...minutesForm, sections: [section('Kết thúc', { fixedTextVi: 'Lập thành 02 bản.', fields })] };
    const alone = { ...document, attendees: [], statements: [] };
    expect(paperOf(form, alone).body.map(words)).toEqual([
      'Lập thành 02 bản.',
      'Biên bản kết thúc vào hồi 11 giờ 40 phút, ngày 17/11/2026.',
    ]);
  });

  it('says why somebody did not sign, and who saw it', () => {
    const refused = { ...refusalOf(document, 'em'), witnessId: 'giang', officialId: 'an' };
    expect(paperOf(minutesForm, { ...document, refusals: [refused] }).refusals).toEqual([
      'Lý do ông (bà) Đỗ Thị Em không ký biên bản: không đồng ý. Người chứng kiến: ông (bà) Vũ Văn Giang. Người cùng xác nhận: ông (bà) Nguyễn Thị An.',
    ]);
  });

  it('lists the things that are sealed', () => {
    const sealing = {
      ...minutesForm,
      sections: [section('Gồm:', { fields: [field('items', 'STT', { kind: 'list' })] })],
    };
    const photos = [{ id: 'p1' }, { id: 'p2' }];
    const router = { id: 'x', name: 'Bộ phát', quantity: '01 cái', condition: 'mới', sealNumber: 'NP-01', photos };
    expect(
      paperOf(sealing, { ...document, attendees: [], statements: [], exhibits: [router] }).body.map(words),
    ).toEqual(['Gồm:', '1 | Bộ phát | 01 cái | mới; 02 ảnh kèm theo | NP-01']);
  });
});
