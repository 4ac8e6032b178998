import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../schema/documents.ts';
import { paperOf } from './paper.ts';
import type { PaperBlock } from './paper-blocks.ts';
import { attendee, field, minutes, minutesForm, section } from './testing/documents.ts';

const document: OfficialDocument = {
  ...minutes,
  fields: [
    { id: 'agency', text: 'Sở Khoa học và Công nghệ' },
    { id: 'target', text: 'Công ty Sao Mai' },
    { id: 'content', text: '1. Kết quả kiểm tra\nA. Giấy phép: đủ.' },
  ],
  attendees: [
    attendee('an', { name: 'Nguyễn Thị An', duty: 'Trưởng đoàn', organisation: 'Sở' }),
    attendee('em', { side: 'entity', name: 'Đỗ Thị Em', idNumber: '0123' }),
    attendee('phong', { name: 'Lò Văn Phong', signs: false }),
    attendee('giang', { side: 'witness', name: 'Vũ Văn Giang' }),
  ],
  statements: [{ id: 's', attendeeId: 'em', about: '', text: 'Sẽ niêm yết lại', answer: 'Đề nghị báo cáo' }],
  copies: [{ id: 'c', receiver: 'Đoàn', count: 2, handedOverAt: '' }],
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
      'Biên bản kết thúc vào hồi 11 giờ 40 phút, ngày 17/11/2026, gồm 03 tờ, được lập thành 02 bản.',
    ]);
  });

  it('lets those who sign sign under the heading of their side', () => {
    expect(
      paperOf(minutesForm, document).signers.map(({ role, people }) => [role, ...people.map(({ id }) => id)]),
    ).toEqual([
      ['ĐẠI DIỆN CÔNG TY SAO MAI', 'em'],
      ['ĐẠI DIỆN ĐOÀN KIỂM TRA', 'an'],
      ['NGƯỜI CÙNG KÝ', 'giang'],
    ]);
  });

  it('has dots, marked, where a required text is not there yet, and nothing where one may lack', () => {
    const blank = paperOf(minutesForm, { ...document, fields: [], statements: [] });
    const marked = blank.body.filter((block) => block.kind === 'paragraph' && block.isBlank);
    expect(marked).toMatchObject([{ text: '………', field: 'content' }]);
    expect(blank.body.map(words)).not.toContain('4. Kiến nghị của đơn vị');
  });

  it('lists the things that are sealed', () => {
    const sealing = {
      ...minutesForm,
      sections: [section('Gồm:', { fields: [field('items', 'STT', { kind: 'list' })] })],
    };
    const photos = [{ id: 'p1' }, { id: 'p2' }];
    const router = { id: 'x', name: 'Bộ phát', quantity: '01 cái', condition: 'mới', sealNumber: 'NP-01', photos };
    expect(paperOf(sealing, { ...document, exhibits: [router] }).body.map(words)).toEqual([
      'Gồm:',
      '1 | Bộ phát | 01 cái | mới; 02 ảnh kèm theo | NP-01',
    ]);
  });
});
