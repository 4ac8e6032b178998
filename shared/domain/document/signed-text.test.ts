import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../schema/documents.ts';
import { mergeDocuments } from '../merge/merge-documents.ts';
import { writeAs } from '../merge/origins.ts';
import { stamp } from '../merge/testing/stamps.ts';
import { mergeRulesOf } from '../merge-rules.ts';
import { signingOf } from './signed-text.ts';
import { minutes, refusalOf, signatureOf } from './testing/documents.ts';

const signature = signatureOf(minutes, 'a');
const refusal = refusalOf(minutes, 'b');
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

  it('and is void by a merge in which a colleague, elsewhere, has changed the text', () => {
    const an = writeAs(minutes, { ...minutes, signatures: [signature] }, stamp('an', 10));
    const chi = writeAs(
      minutes,
      { ...minutes, fields: [{ id: 'content', text: 'Kiểm tra giấy phép' }] },
      stamp('chi', 5),
    );
    const merge = (mine: OfficialDocument, theirs: OfficialDocument) =>
      mergeDocuments({ base: minutes, mine, theirs, rules: mergeRulesOf('documents') });
    for (const merged of [merge(an, chi), merge(chi, an)]) {
      expect(merged.fields).toEqual(chi.fields);
      expect(signingOf(merged)).toMatchObject({ signatures: [], voidSignatures: [signature] });
    }
  });
});
