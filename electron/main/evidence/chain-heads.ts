import path from 'node:path';
import { Value } from 'typebox/value';
import { randomText, seal, unseal } from '../../../sealed/cipher.ts';
import { addressOf } from '../../../sealed/file-cipher.ts';
import { nextLink } from '../../../shared/domain/evidence/chain.ts';
import { EvidenceRecord } from '../../../shared/schema/evidence.ts';
import { makeFolder, readBytes, writeDurably } from '../files/durable-file.ts';

/** The last record of this person's chain on this laptop, by case. */
export interface ChainHeads {
  /** Where the case's next record stands. */
  next(caseId: string): Promise<EvidenceRecord['chain']>;
  /** Durable when this resolves; an older record than the one that is known changes nothing. */
  reached(record: EvidenceRecord): Promise<void>;
}

const idBytes = 16;
const context = (caseId: string) => `minh-tra chain 1 ${caseId}`;

/** `key`: the vault's for files. A head that can't be read begins another chain, which shows where the records are looked through. */
export async function openChainHeads(folder: string, key: Uint8Array): Promise<ChainHeads> {
  await makeFolder(folder);
  const fileOf = (caseId: string) => path.join(folder, addressOf(key, context(caseId)));

  async function read(caseId: string): Promise<EvidenceRecord | null> {
    const sealed = await readBytes(fileOf(caseId));
    const plain = sealed && unseal(key, sealed, context(caseId));
    const record: unknown = plain ? JSON.parse(plain.toString('utf8')) : null;
    return Value.Check(EvidenceRecord, record) ? record : null;
  }

  return {
    next: async (caseId) => nextLink(await read(caseId), () => randomText(idBytes)),
    async reached(record) {
      const { caseId, chain } = record;
      const before = await read(caseId);
      if (before && before.chain.id === chain.id && before.chain.sequence >= chain.sequence) return;
      await writeDurably(fileOf(caseId), seal(key, Buffer.from(JSON.stringify(record), 'utf8'), context(caseId)));
    },
  };
}
