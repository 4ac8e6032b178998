import { describe, expect, it } from 'vitest';
import type { EvidenceRecord, SignedRecord } from '../../schema/evidence.ts';
import { chainFaults, nextLink, recordDigest, recordText } from './chain.ts';

function record(evidenceId: string, before: EvidenceRecord | null): EvidenceRecord {
  return {
    ...{
      evidenceId,
      caseId: 'c1',
      kind: 'photo',
      origin: 'file',
      sha256: 'a'.repeat(64),
      sizeBytes: 5,
      mediaType: 'image/jpeg',
    },
    ...{ fileName: 'ảnh 1.jpg', takenBy: 'p-an', device: 'd1', deviceMs: 1, clockOffsetMs: 0, position: null },
    camera: { takenAt: '', make: '', model: '' },
    chain: nextLink(before, () => 'chain-1234567890'),
  };
}

const signed = (each: EvidenceRecord, publicKey = 'k'): SignedRecord => ({
  record: each,
  publicKey,
  signature: recordText(each),
});
/** Signed by its own text: what matters here is which record is asked about. */
const isSigned = async ({ record: each, signature }: SignedRecord) => signature === recordText(each);
const faults = (all: readonly SignedRecord[]) => chainFaults(all, isSigned);

const first = record('e1', null);
const second = record('e2', first);
const third = record('e3', second);
const whole = [first, second, third].map((each) => signed(each));

describe('a chain of records', () => {
  it('is whole in whatever order its records came, and as far as it has come', async () => {
    expect(await faults(whole.toReversed())).toEqual([]);
    expect(await faults(whole.slice(0, 2))).toEqual([]);
    expect(await faults([])).toEqual([]);
  });

  it('counts from 1, and names the record before', () => {
    expect(third.chain).toEqual({ id: 'chain-1234567890', sequence: 3, previous: recordDigest(second) });
  });

  it.each([
    ['a record is gone', [0, 2], { kind: 'missing', chainId: 'chain-1234567890', sequence: 2 }],
    ['its beginning is gone', [1, 2], { kind: 'missing', chainId: 'chain-1234567890', sequence: 1 }],
  ] as const)('shows that %s', async (_, left, fault) => {
    expect(await faults(left.map((at) => whole[at] as SignedRecord))).toContainEqual(fault);
  });

  it('tells no more than the beginning of a gap without end', async () => {
    const far = { ...third, chain: { ...third.chain, sequence: Number.MAX_SAFE_INTEGER } };
    const found = await faults([first, far].map((each) => signed(each)));
    expect(found).toHaveLength(1_000);
    expect(found[0]).toEqual({ kind: 'missing', chainId: 'chain-1234567890', sequence: 2 });
  });

  it('shows a record that was changed: its signature, and that the next no longer follows', async () => {
    const changed = { ...second, sha256: 'b'.repeat(64) };
    const found = await faults([whole[0], { ...whole[1], record: changed }, whole[2]] as SignedRecord[]);
    expect(found).toEqual([
      { kind: 'signature', evidenceId: 'e2' },
      { kind: 'broken', evidenceId: 'e3' },
    ]);
  });

  it('shows two records at one place, and another key', async () => {
    const other = signed(record('e4', first));
    expect(await faults([...whole, other])).toEqual([{ kind: 'twice', chainId: 'chain-1234567890', sequence: 2 }]);
    expect(await faults([...whole.slice(0, 2), signed(third, 'another')])).toEqual([{ kind: 'key', evidenceId: 'e3' }]);
  });
});
