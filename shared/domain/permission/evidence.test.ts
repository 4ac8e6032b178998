import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../schema/evidence.ts';
import { stamp, synced } from '../merge/testing/stamps.ts';
import { checkEvidence } from './evidence.ts';

const photograph: Evidence = {
  ...synced,
  id: '01M8E0ZX7ATRSPD3R6TBBK1ZVE',
  createdBy: 'an',
  caseId: 'case-1',
  signed: {
    record: {
      evidenceId: '01M8E0ZX7ATRSPD3R6TBBK1ZVE',
      caseId: 'case-1',
      kind: 'photo',
      origin: 'file',
      sha256: 'a'.repeat(64),
      sizeBytes: 1_000,
      mediaType: 'image/jpeg',
      fileName: 'DSC_0001.JPG',
      takenBy: 'an',
      device: 'laptop-an',
      deviceMs: 0,
      clockOffsetMs: 0,
      camera: { takenAt: '', make: '', model: '' },
      position: null,
      chain: { id: 'chain-of-an-0000', sequence: 1, previous: '' },
    },
    publicKey: 'k'.repeat(43),
    signature: 's'.repeat(86),
  },
  title: '',
  note: '',
  place: '',
  ties: [],
  thumbnail: null,
  layers: [],
  withdrawn: null,
};
const inspectionCase = { team: [{ id: 'binh', role: 'leader' } as const, { id: 'an', role: 'member' } as const] };
const check = (personId: string, stored: Evidence | null, next: Evidence, isSigned = true) =>
  checkEvidence({ personId, stored, next, inspectionCase, isSigned: () => isSigned });
const withRecord = (own: Partial<Evidence['signed']['record']>): Evidence => ({
  ...photograph,
  signed: { ...photograph.signed, record: { ...photograph.signed.record, ...own } },
});
const withdrawnBy = (by: string, reason = 'chụp nhầm'): Evidence => ({
  ...photograph,
  withdrawn: { id: 'w', by, at: stamp(by, 1).at, reason },
});

describe('the record of an original', () => {
  it('is taken when it is its maker’s, and signed by their laptop', () => {
    expect(check('an', null, photograph)).toBeNull();
    expect(check('an', null, photograph, false)).toEqual({ code: 'permission.denied', details: { rule: 'record' } });
  });

  it.each([
    ['evidenceId', '01M8E0ZX7ATRSPD3R6TBBK1ZVF'],
    ['caseId', 'case-2'],
    ['takenBy', 'binh'],
  ])('speaks of this very document: %s', (field, value) => {
    expect(check('an', null, withRecord({ [field]: value }))).toEqual({
      code: 'document.invalid',
      details: { field: `signed/record/${field}` },
    });
  });

  it('never changes, signed or not', () => {
    expect(check('an', photograph, withRecord({ sizeBytes: 1_001 }))).toMatchObject({ details: { rule: 'record' } });
    expect(check('binh', photograph, { ...photograph, title: 'Biển hiệu' }, false)).toBeNull();
  });
});

describe('withdrawing an original', () => {
  it('is for who took it and who leads the case, in their own name', () => {
    expect(check('an', photograph, withdrawnBy('an'))).toBeNull();
    expect(check('binh', photograph, withdrawnBy('binh'))).toBeNull();
    expect(check('chi', photograph, withdrawnBy('chi'))).toMatchObject({ details: { rule: 'withdrawn' } });
    expect(check('chi', photograph, withdrawnBy('an'))).toMatchObject({ details: { rule: 'withdrawn' } });
  });

  it('needs a reason, and is for good', () => {
    expect(check('an', photograph, withdrawnBy('an', '  '))).toMatchObject({ details: { field: 'withdrawn/reason' } });
    expect(check('an', withdrawnBy('an'), photograph)).toMatchObject({ details: { rule: 'withdrawn' } });
  });

  it('lets others go on with the rest of the document', () => {
    expect(check('chi', withdrawnBy('an'), { ...withdrawnBy('an'), note: 'xem ảnh 2' })).toBeNull();
  });
});
