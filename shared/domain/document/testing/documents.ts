import type { Attendee, OfficialDocument, Refusal, Signature } from '../../../schema/documents.ts';
import type { FormData } from '../../../schema/reference-data.ts';
import { synced } from '../../merge/testing/stamps.ts';
import { signedTextSha256 } from '../signed-text.ts';

export const minutes: OfficialDocument = {
  ...synced,
  id: 'd1',
  ...{ caseId: 'c1', entityId: 'e1', kind: 'minutes', formId: 'form.KT-BB', title: 'Biên bản kiểm tra', number: '05' },
  ...{ startedAt: '2026-11-17T08:15', endedAt: '2026-11-17T11:40', place: '214 đường Hoa Ban', sheets: 3 },
  fields: [{ id: 'content', text: 'Kiểm tra niêm yết' }],
  ...{ attendees: [], statements: [], exhibits: [], signatures: [], refusals: [], copies: [], cancelled: null },
};

export function attendee(id: string, own: Partial<Attendee> = {}): Attendee {
  const facts = { duty: '', organisation: '', address: '', idNumber: '' };
  return { id, side: 'team', personId: '', name: `Người ${id}`, ...facts, signs: true, ...own };
}

/** A signature of somebody under the text as it is in this document. */
export function signatureOf(document: OfficialDocument, attendeeId: string, id = `s-${attendeeId}`): Signature {
  const textSha256 = signedTextSha256(document);
  return { id, attendeeId, textSha256, strokes: [[1, 2, 3, 4]], by: 'p-an', at: 'now' };
}

export function refusalOf(document: OfficialDocument, attendeeId: string): Refusal {
  const textSha256 = signedTextSha256(document);
  const seen = { reason: 'không đồng ý', witnessId: '', officialId: '', soundId: '' };
  return { id: `r-${attendeeId}`, attendeeId, textSha256, ...seen, by: 'p-an', at: 'now' };
}

type Section = FormData['sections'][number];

export function section(headingVi: string, own: Partial<Section> = {}): Section {
  return { headingVi, fixedTextVi: null, fields: [], ...own };
}

export function field(id: string, labelVi: string, own: Partial<Section['fields'][number]> = {}) {
  return { id, labelVi, kind: 'text', required: false, ...own };
}

/** A form of minutes as short as one can be. */
export const minutesForm: FormData = {
  ...{ code: 'KT-BB', symbol: 'BB', use: 'minutes', titleVi: 'BIÊN BẢN KIỂM TRA', decree: 'mẫu thử' },
  sections: [
    section('Mở đầu', {
      fixedTextVi: 'BIÊN BẢN KIỂM TRA\nVào hồi … giờ…ngày…/…/…, tại …(2), Đoàn kiểm tra làm việc đối với …(3).',
      fields: [
        field('startTime', 'Vào hồi', { kind: 'time', required: true }),
        field('place', 'tại (2)', { required: true }),
        field('target', 'đối với (3)', { kind: 'entity', required: true }),
      ],
    }),
    section('1. Đại diện Đoàn kiểm tra:', { fields: [field('team', '- Ông (bà)', { kind: 'list', required: true })] }),
    section('3. Nội dung làm việc', { fields: [field('content', '3. Nội dung làm việc: …', { required: true })] }),
    section('4. Kiến nghị của đơn vị', { fields: [field('targetOpinion', '4. Kiến nghị của đơn vị')] }),
    section('Kết thúc', {
      fixedTextVi: 'Biên bản kết thúc vào hồi…giờ ngày …/…/…, gồm … tờ, được lập thành … bản.',
      fields: [field('endTime', 'Kết thúc vào hồi', { kind: 'time', required: true }), field('sheets', 'gồm … tờ')],
    }),
  ],
  signers: [{ roleVi: 'ĐẠI DIỆN …(3)' }, { roleVi: 'ĐẠI DIỆN ĐOÀN KIỂM TRA', noteVi: '(Ký và ghi rõ họ tên)' }],
  copies: ['Đoàn kiểm tra giữ 01 bản', 'đơn vị được kiểm tra giữ 01 bản'],
};
