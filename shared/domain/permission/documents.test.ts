import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../schema/documents.ts';
import { synced } from '../merge/testing/stamps.ts';
import { checkDocument } from './documents.ts';

const inspectionCase = { team: [{ id: 'binh', role: 'leader' } as const, { id: 'an', role: 'member' } as const] };
const textSha256 = 'a'.repeat(64);
const signature = { id: 's1', attendeeId: 'a1', textSha256, strokes: [[1, 2, 3, 4]], by: 'an', at: 'stamp-1' };
const minutes: OfficialDocument = {
  ...synced,
  id: 'd1',
  createdBy: 'an',
  ...{ caseId: 'c1', entityId: 'e1', kind: 'minutes', formId: 'form.KT-BB', title: '', number: '', place: '' },
  ...{ startedAt: '', endedAt: '', sheets: 0, fields: [], attendees: [], statements: [], exhibits: [] },
  ...{ signatures: [], refusals: [], copies: [], cancelled: null },
};
const signed = { ...minutes, signatures: [signature] };
const cancelled = (by: string, reason = 'lập nhầm') => ({ id: 'x', by, at: 'stamp-2', reason });
const check = (personId: string, stored: OfficialDocument | null, next: OfficialDocument & { _deleted?: boolean }) =>
  checkDocument({ personId, stored, next, inspectionCase });
const denied = (rule: string) => ({ code: 'permission.denied', details: { rule } });

describe('an official document', () => {
  it('is made and worked on, and removed while nobody has signed it', () => {
    expect(check('an', null, minutes)).toBeNull();
    expect(check('binh', minutes, { ...minutes, place: 'Kho số 2' })).toBeNull();
    expect(check('an', minutes, { ...minutes, _deleted: true })).toBeNull();
  });

  it('keeps its form and its entity', () => {
    expect(check('an', minutes, { ...minutes, kind: 'seizure' })).toEqual(denied('form'));
    expect(check('an', minutes, { ...minutes, formId: 'form.MBB15' })).toEqual(denied('form'));
    expect(check('an', minutes, { ...minutes, entityId: 'e2' })).toEqual(denied('form'));
  });

  it('takes signatures in the name of whose laptop they were drawn on', () => {
    expect(check('an', minutes, signed)).toBeNull();
    expect(check('binh', minutes, signed)).toEqual(denied('signed'));
    const twice = { ...signed, signatures: [signature, { ...signature, attendeeId: 'a2' }] };
    expect(check('an', signed, twice)).toEqual(denied('signed'));
  });

  it('keeps every signature and every refusal as it was', () => {
    expect(check('binh', signed, { ...signed, place: 'Kho số 2' })).toBeNull();
    expect(check('an', signed, minutes)).toEqual(denied('signed'));
    expect(check('an', signed, { ...signed, signatures: [{ ...signature, strokes: [[9, 9]] }] })).toEqual(
      denied('signed'),
    );
    const { strokes: _, ...drawn } = signature;
    const refused = { ...minutes, refusals: [{ ...drawn, reason: 'r', witnessId: '', officialId: '', soundId: '' }] };
    expect(check('an', minutes, refused)).toBeNull();
    expect(check('an', refused, minutes)).toEqual(denied('signed'));
  });

  it('is cancelled with a reason and for good, and not removed, once it is signed', () => {
    expect(check('an', signed, { ...signed, _deleted: true })).toEqual(denied('signed'));
    expect(check('an', signed, { ...signed, cancelled: cancelled('an') })).toBeNull();
    expect(check('binh', signed, { ...signed, cancelled: cancelled('binh') })).toBeNull();
    expect(check('chi', signed, { ...signed, cancelled: cancelled('chi') })).toEqual(denied('cancelled'));
    expect(check('an', signed, { ...signed, cancelled: cancelled('binh') })).toEqual(denied('cancelled'));
    const gone = { ...signed, cancelled: cancelled('an') };
    expect(check('an', gone, signed)).toEqual(denied('cancelled'));
    expect(check('an', signed, { ...signed, cancelled: cancelled('an', ' ') })).toEqual({
      code: 'document.invalid',
      details: { field: 'cancelled/reason' },
    });
  });
});
