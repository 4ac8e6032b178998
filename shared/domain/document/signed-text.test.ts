import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../schema/documents.ts';
import { synced } from '../merge/testing/stamps.ts';
import { signedTextSha256, signingOf } from './signed-text.ts';

const minutes: OfficialDocument = {
  ...synced,
  id: 'd1',
  ...{ caseId: 'c1', entityId: 'e1', kind: 'minutes', formId: 'form.KT-BB', title: 'Biên bản kiểm tra', number: '05' },
  ...{ startedAt: '2026-11-17T08:15', endedAt: '2026-11-17T11:40', place: '214 đường Hoa Ban', sheets: 3 },
  fields: [{ id: 'content', text: 'Kiểm tra niêm yết' }],
  ...{ attendees: [], statements: [], exhibits: [], signatures: [], refusals: [], copies: [], cancelled: null },
};
const textSha256 = signedTextSha256(minutes);
const signature = { id: 's', attendeeId: 'a', textSha256, strokes: [[1, 2, 3, 4]], by: 'p-an', at: 'now' };
const refusal = {
  ...{ id: 'r', attendeeId: 'b', textSha256, reason: 'không đồng ý', witnessId: 'w', officialId: 'a', soundId: '' },
  ...{ by: 'p-an', at: 'now' },
};
const signed: OfficialDocument = { ...minutes, signatures: [signature], refusals: [refusal] };

describe('a signature stands for the text that was signed', () => {
  it('and for what is not of the text: who else signed, which copies went where', () => {
    const copies = [{ id: 'c', receiver: 'Đơn vị', count: 1, handedOverAt: '' }];
    const signing = signingOf({ ...signed, copies, updatedAt: 'later' });
    expect(signing.signatures).toEqual([signature]);
    expect(signing.refusals).toEqual([refusal]);
    expect([...signing.voidSignatures, ...signing.voidRefusals]).toEqual([]);
  });

  it.each([
    ['a field', { fields: [{ id: 'content', text: 'Kiểm tra niêm yết.' }] }],
    ['the number', { number: '06' }],
    ['the time', { endedAt: '2026-11-17T11:41' }],
    ['how many sheets', { sheets: 4 }],
    ['an exhibit', { exhibits: [{ id: 'x', name: '', quantity: '', condition: '', sealNumber: '', photos: [] }] }],
  ] as const)('and is void once %s is another', (_, change) => {
    const signing = signingOf({ ...signed, ...change } as OfficialDocument);
    expect(signing.voidSignatures).toEqual([signature]);
    expect(signing.voidRefusals).toEqual([refusal]);
    expect([...signing.signatures, ...signing.refusals]).toEqual([]);
  });
});
