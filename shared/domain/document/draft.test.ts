import { describe, expect, it } from 'vitest';
import type { InspectionCase } from '../../schema/cases.ts';
import type { ManagedEntity } from '../../schema/entities.ts';
import { synced } from '../merge/testing/stamps.ts';
import { type DraftSources, draftDocument, draftTexts, titleOf } from './draft.ts';
import type { UsedForm } from './forms.ts';
import { field, minutesForm, section } from './testing/documents.ts';

const inspectionCase: InspectionCase = {
  ...{ ...synced, id: 'c1', number: 'KT-2026-0147', kind: 'specialisedCheck', planned: false, sector: 'post' },
  ...{
    procedureId: '',
    templateIds: ['t'],
    entityId: 'e1',
    entityName: 'Công ty Sao Mai',
    entityAddress: '214 Hoa Ban',
  },
  legalGround: { number: '212/QĐ-SKHCN', issuedOn: '2026-11-12', issuedBy: 'Giám đốc Sở', summary: '' },
  ...{ content: 'Niêm yết', periodFrom: '2025-01-01', periodTo: '2026-10-31' },
  ...{ startsOn: '2026-11-17', endsOn: '2026-11-27', state: 'onSite', moves: [], dueOn: '9999-12-31', dueRule: '' },
  team: [
    { id: 'p-an', name: 'Nguyễn Thị An', role: 'member', sections: [] },
    { id: 'p-binh', name: 'Trần Văn Bình', role: 'leader', sections: [] },
  ],
};
const entity: ManagedEntity = {
  ...{ ...synced, id: 'e1', name: 'Công ty Sao Mai', form: 'organisation', code: '0109999147', address: '214 Hoa Ban' },
  ...{
    representative: 'Đỗ Thị Em',
    representativeTitle: 'Giám đốc',
    phone: '',
    sectors: ['post'],
    note: '',
    sameAs: '',
  },
  licences: [{ id: 'l', number: '01/GP', what: '', issuedOn: '2024-02-01', expiresOn: null }],
};
const form = {
  id: 'form.KT-BB',
  effectiveFrom: null,
  effectiveTo: null,
  confidence: 'high',
  data: minutesForm,
} as UsedForm;
const sources: DraftSources = {
  ...{ form, inspectionCase, entity, cards: [], unitName: 'Sở Khoa học và Công nghệ tỉnh Sông Mai' },
  ...{ startedAt: '2026-11-17T08:15', work: '1. Kết quả kiểm tra' },
};

function asking(...ids: string[]): UsedForm {
  return {
    ...form,
    data: { ...form.data, sections: [section('Nội dung', { fields: ids.map((id) => field(id, id)) })] },
  };
}

describe('a new document', () => {
  it('says what the case knows: who, when, where, what was done, copies for whom', () => {
    const drafted = draftDocument(sources);
    expect(drafted).toMatchObject({
      ...{ kind: 'minutes', formId: 'form.KT-BB', title: 'Biên bản kiểm tra', startedAt: '2026-11-17T08:15' },
      ...{ endedAt: '', place: '214 Hoa Ban', sheets: 0, statements: [], signatures: [] },
      attendees: [
        { id: 'p-binh', side: 'team', duty: 'Trưởng đoàn', signs: true },
        { id: 'p-an', side: 'team', duty: 'Thành viên đoàn', signs: false },
        { id: 'representative', side: 'entity', name: 'Đỗ Thị Em', duty: 'Giám đốc', signs: true },
      ],
      copies: [
        { id: 'copy-1', receiver: 'Đoàn kiểm tra', count: 1, handedOverAt: '' },
        { id: 'copy-2', receiver: 'Đơn vị được kiểm tra', count: 1, handedOverAt: '' },
      ],
    });
    expect(Object.fromEntries(drafted.fields.map(({ id, text }) => [id, text]))).toEqual({
      agency: 'Sở Khoa học và Công nghệ tỉnh Sông Mai',
      target: 'Công ty Sao Mai',
      placeDate: 'Sông Mai, ngày 17 tháng 11 năm 2026',
      copiesCount: '02',
      content: '1. Kết quả kiểm tra',
    });
  });

  it.each([
    ['decision', 'Quyết định số 212/QĐ-SKHCN ngày 12/11/2026 của Giám đốc Sở'],
    ['read', 'số 212/QĐ-SKHCN ngày 12/11/2026 của Giám đốc Sở; người công bố: ông (bà) Trần Văn Bình.'],
    [
      'scope',
      'Đối tượng: Công ty Sao Mai.\nNội dung: Niêm yết.\nThời kỳ: từ 01/01/2025 đến 31/10/2026.\nThời hạn: từ 17/11/2026 đến 27/11/2026.',
    ],
    ['subject', 'về niêm yết'],
    ['subjectKind', 'tổ chức'],
    ['orgCode', '0109999147'],
    ['orgRep', 'Đỗ Thị Em'],
    ['orgLicenceDate', '01/02/2024'],
    ['programme', undefined],
  ])('has in %s what the case and the entity know', (id, text) => {
    expect(draftTexts({ ...sources, form: asking(id) }).get(id)).toBe(text);
  });

  it('names a person where the entity is one', () => {
    const person = { ...entity, form: 'individual', name: 'Lò Văn Phong', representative: '' } as const;
    const texts = draftTexts({ ...sources, entity: person, form: asking('subjectKind', 'personName', 'orgName') });
    expect([texts.get('subjectKind'), texts.get('personName'), texts.get('orgName')]).toEqual([
      'ông (bà)',
      'Lò Văn Phong',
      undefined,
    ]);
  });

  it('keeps what was to be done apart from its result where the form does', () => {
    const texts = draftTexts({ ...sources, form: asking('content', 'result') });
    expect([texts.get('content'), texts.get('result')]).toEqual(['Niêm yết', '1. Kết quả kiểm tra']);
  });

  it.each([
    ['BIÊN BẢN KIỂM TRA', 'Biên bản kiểm tra'],
    ['BIÊN BẢN Công bố Quyết định kiểm tra', 'Biên bản Công bố Quyết định kiểm tra'],
  ])('is called %s as people read it', (titleVi, title) => {
    expect(titleOf({ titleVi })).toBe(title);
  });
});
