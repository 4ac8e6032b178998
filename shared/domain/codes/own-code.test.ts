import { describe, expect, it } from 'vitest';
import { markText } from '../document/page-code.ts';
import { sealLabels } from '../document/slips.ts';
import { minutes } from '../document/testing/documents.ts';
import { ownCode } from './own-code.ts';

const exhibit = {
  ...{ id: 'x1', name: 'Bộ phát', kind: 'exhibit', quantity: '01', condition: '', holder: '', sealNumber: '7' },
  ...{ photos: [], serial: '' },
};
const sealing = { ...minutes, formId: 'form.MBB25', kind: 'sealing', exhibits: [exhibit] } as unknown as typeof minutes;

describe('a code that the program has printed', () => {
  const there = { caseId: minutes.caseId, documentId: minutes.id };

  it('leads from a page to the pages that came back signed', () => {
    const page = { ...there, page: 1, pages: 2, hash: '7f3a92c1ab04' };
    expect(ownCode(markText(page, 'top'))).toEqual({ ...there, part: 'pages' });
  });

  it('leads from a label, and a receipt, to the exhibits, as a hand scanner sends it', () => {
    const [label] = sealLabels(sealing, 'KT-2026-0001');
    expect(ownCode(`${label?.code}\r\n`)).toEqual({ ...there, part: 'exhibits' });
    expect(ownCode('MTX1:c1:d1:')).toEqual({ ...there, part: 'exhibits' });
  });

  it.each(['', '356938035643809', 'MTX1:c1', 'MTX2:c1:d1:', 'https://vi.du/MTX1:c1:d1:'])('is none: %s', (text) => {
    expect(ownCode(text)).toBeNull();
  });
});
