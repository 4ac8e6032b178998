import { newDigest } from '../../../sealed/file-cipher.ts';
import type { OriginalCheck } from '../../../shared/bridge/contract.ts';
import { problemOf } from '../../../shared/problem/problem.ts';
import type { SignedRecord } from '../../../shared/schema/evidence.ts';
import { giveBack } from '../files/give-back.ts';
import { isSigned } from '../vault/public-key.ts';
import type { EvidenceStore } from './evidence-store.ts';

/** Checks an original against its record, from its first byte to its last, and the record against its signature. */
export async function checkOriginal(store: EvidenceStore, signed: SignedRecord): Promise<OriginalCheck> {
  return { isSigned: isSigned(signed), original: await stateOf(store, signed.record) };
}

async function stateOf(store: EvidenceStore, record: SignedRecord['record']): Promise<OriginalCheck['original']> {
  const { sha256, sizeBytes } = record;
  try {
    const reader = await store.read({ sha256, sizeBytes });
    if (!reader) return 'away';
    const digest = newDigest();
    try {
      for await (const piece of reader.read(0, sizeBytes)) {
        digest.update(piece);
        giveBack(piece);
      }
    } finally {
      await reader.close();
    }
    return digest.digest('hex') === sha256 ? 'whole' : 'damaged';
  } catch (thrown) {
    if (problemOf(thrown).code === 'evidence.damaged') return 'damaged';
    throw thrown;
  }
}
