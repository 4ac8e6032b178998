import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../schema/documents.ts';
import { documentState, standingIds } from './document-state.ts';
import { attendee, minutes, refusalOf, signatureOf } from './testing/documents.ts';

const two = { ...minutes, attendees: [attendee('an'), attendee('em', { side: 'entity' })] };
const cancelled = { id: 'c', by: 'p-an', at: 'now', reason: 'lập nhầm' };

describe('a document', () => {
  it.each<[string, OfficialDocument, ReturnType<typeof documentState>]>([
    ['that nobody has signed is a draft', two, { kind: 'draft', waiting: ['an', 'em'] }],
    [
      'that one of two has signed waits for the other',
      { ...two, signatures: [signatureOf(two, 'an')] },
      { kind: 'waiting', waiting: ['em'] },
    ],
    [
      'waits for nobody who need not sign',
      { ...minutes, attendees: [attendee('an'), attendee('em', { signs: false })], signatures: [] },
      { kind: 'draft', waiting: ['an'] },
    ],
    [
      'is signed when everyone has signed or refused',
      { ...two, signatures: [signatureOf(two, 'an')], refusals: [refusalOf(two, 'em')] },
      { kind: 'signed' },
    ],
    [
      'that was changed since has signatures that are void',
      { ...two, signatures: [signatureOf(two, 'an')], place: 'nơi khác' },
      { kind: 'void', waiting: ['an', 'em'] },
    ],
    [
      'is as good as before once they have signed anew',
      {
        ...two,
        place: 'nơi khác',
        signatures: [
          signatureOf(two, 'an'),
          signatureOf({ ...two, place: 'nơi khác' }, 'an', 's2'),
          signatureOf({ ...two, place: 'nơi khác' }, 'em', 's3'),
        ],
      },
      { kind: 'signed' },
    ],
    ['that is cancelled is nothing else', { ...two, cancelled }, { kind: 'cancelled' }],
  ])('%s', (_, document, expected) => {
    expect(documentState(document)).toEqual(expected);
  });

  it('has those signatures to lose that stand', () => {
    const signed = { ...two, signatures: [signatureOf(two, 'an')], refusals: [refusalOf(two, 'em')] };
    expect([standingIds(signed), standingIds({ ...signed, number: '06' })]).toEqual([['s-an', 'r-em'], []]);
  });
});
