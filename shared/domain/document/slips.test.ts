import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../schema/documents.ts';
import { receiptOf, sealLabels } from './slips.ts';
import { minutes } from './testing/documents.ts';

const thing = (id: string, name: string, sealNumber: string) => ({
  ...{ id, name, quantity: '01 cái', condition: '', sealNumber, photos: [] },
});
const sealing: OfficialDocument = {
  ...minutes,
  ...{ kind: 'sealing', formId: 'form.MBB26', title: 'Biên bản niêm phong', number: '05/BB-NP' },
  exhibits: [thing('x1', 'Bộ phát sóng', 'NP-01'), thing('x2', 'Máy chủ', ' ')],
};

describe('slips of 80 mm', () => {
  it('are a label for each thing with a seal, with its number, case, day and code', () => {
    expect(sealLabels(sealing, '12/KT')).toEqual([
      {
        ...{
          agency: '',
          caseNumber: '12/KT',
          by: 'Biên bản niêm phong, số 05/BB-NP',
          exhibitId: 'x1',
          number: 'NP-01',
        },
        ...{ thing: 'Bộ phát sóng, 01 cái', when: '08 giờ 15 phút, ngày 17/11/2026', code: 'MTX1:c1:d1:x1' },
      },
    ]);
  });

  it.each([
    ['sealing', 'form.MBB26', 'BIÊN NHẬN NIÊM PHONG'],
    ['sealing', 'form.MBB27', 'BIÊN NHẬN MỞ NIÊM PHONG'],
    ['seizure', 'form.MBB15', 'BIÊN NHẬN TẠM GIỮ'],
    ['handOver', 'form.BBBG', 'BIÊN NHẬN BÀN GIAO'],
    ['handOver', 'form.MBB16', 'BIÊN NHẬN TRẢ LẠI'],
  ] as const)('are a receipt of %s by %s: %s', (kind, formId, title) => {
    expect(receiptOf({ ...sealing, kind, formId }, '')).toMatchObject({
      ...{ title, code: 'MTX1:c1:d1:' },
      things: [{ words: '1. Bộ phát sóng, 01 cái, niêm phong số NP-01' }, { words: '2. Máy chủ, 01 cái' }],
    });
  });

  it('are none where nothing changes hands', () => {
    expect(receiptOf({ ...sealing, kind: 'minutes' }, '')).toBeNull();
    expect(receiptOf({ ...sealing, exhibits: [] }, '')).toBeNull();
  });
});
