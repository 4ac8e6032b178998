import { describe, expect, it } from 'vitest';
import type { EvidenceRecord, SignedRecord } from '../../schema/evidence.ts';
import { chainFaults, clockSetBacks, nextLink, recordDigest, recordText } from './chain.ts';

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

describe('a clock that was set back', () => {
  const hour = 3_600_000;
  const at = (ms: number, own: Partial<EvidenceRecord> = {}, before: EvidenceRecord | null = null) =>
    ({ ...record(`at ${ms}`, before), deviceMs: ms, ...own }) as EvidenceRecord;

  it('is told of the record that follows, and of none after it', () => {
    const one = at(10 * hour);
    const two = at(8 * hour, {}, one);
    expect(clockSetBacks([two, one].map((each) => signed(each)))).toEqual([
      { evidenceId: two.evidenceId, takenMs: 8 * hour, beforeMs: 10 * hour, isLast: true },
    ]);
    const three = at(8 * hour + 1, {}, two);
    const [told, ...others] = clockSetBacks([one, two, three].map((each) => signed(each)));
    expect([told?.evidenceId, told?.isLast, others]).toEqual([two.evidenceId, false, []]);
  });

  it('is nothing that was measured, nor what a long file or a recording takes', () => {
    const one = at(10 * hour);
    // The clock went an hour back, and its distance to the server's was measured anew.
    const measured = at(9 * hour, { clockOffsetMs: hour }, one);
    const long = at(10 * hour - 4 * 60_000, {}, measured);
    const recording = at(7 * hour, { kind: 'video' }, long);
    expect(clockSetBacks([one, measured, long, recording].map((each) => signed(each)))).toEqual([]);
  });
});
