import path from 'node:path';
import { Value } from 'typebox/value';
import { randomText, seal, unseal } from '../../../sealed/cipher.ts';
import { addressOf } from '../../../sealed/file-cipher.ts';
import { nextLink } from '../../../shared/domain/evidence/chain.ts';
import { EvidenceRecord } from '../../../shared/schema/evidence.ts';
import { makeFolder, readBytes, writeDurably } from '../files/durable-file.ts';
import { inTurn } from '../files/in-turn.ts';
import type { IntakeNotes } from './intake-notes.ts';

/** The last record of this person's chain on this laptop, by case. */
export interface ChainHeads {
  /** Where the case's next record stands. */
  next(caseId: string): Promise<EvidenceRecord['chain']>;
  /** It was signed at the place that `next` gave. Known from here on; durable when this resolves. Throws what `writeDurably` throws. */
  reached(record: EvidenceRecord): Promise<void>;
  /** What is known of a case is durable when this resolves: notes of its records may be forgotten. Throws as `reached`. */
  keep(caseId: string): Promise<void>;
}

const idBytes = 16;
const context = (caseId: string) => `minh-tra chain 1 ${caseId}`;

/** `key`: the vault's for files. A head that can't be read begins another chain, which shows where the records are looked through. */
export async function openChainHeads(folder: string, key: Uint8Array, notes: IntakeNotes): Promise<ChainHeads> {
  await makeFolder(folder);
  const fileOf = (caseId: string) => path.join(folder, addressOf(key, context(caseId)));
  /** The last records, as far as anybody asked; null where another chain begins. */
  const known = new Map<string, EvidenceRecord | null>();
  /** Those whose place is on the disk. */
  const kept = new WeakSet<EvidenceRecord>();
  const turn = inTurn();

  async function read(caseId: string): Promise<EvidenceRecord | null> {
    const sealed = await readBytes(fileOf(caseId)).catch(() => null);
    const plain = sealed && unseal(key, sealed, context(caseId));
    const record: unknown = plain ? JSON.parse(plain.toString('utf8')) : null;
    return Value.Check(EvidenceRecord, record) ? record : null;
  }

  /** A crash may have come between a record's note and its place here: the last one of the chain that is known was signed after it. */
  async function lastSigned(caseId: string): Promise<EvidenceRecord | null> {
    const head = await read(caseId);
    if (!head) return null;
    kept.add(head);
    const signed = (await notes.readable()).flatMap((note) => note.signed?.record ?? []);
    const ofChain = signed.filter((record) => record.caseId === caseId && record.chain.id === head.chain.id);
    return ofChain.reduce((last, record) => (record.chain.sequence > last.chain.sequence ? record : last), head);
  }

  async function last(caseId: string): Promise<EvidenceRecord | null> {
    const found = known.get(caseId);
    if (found !== undefined) return found;
    const record = await lastSigned(caseId);
    known.set(caseId, record);
    return record;
  }

  async function keep(caseId: string): Promise<void> {
    const record = await last(caseId);
    if (!record || kept.has(record)) return;
    await writeDurably(fileOf(caseId), seal(key, Buffer.from(JSON.stringify(record), 'utf8'), context(caseId)));
    kept.add(record);
  }

  return {
    next: (caseId) => turn(async () => nextLink(await last(caseId), () => randomText(idBytes))),
    reached(record) {
      known.set(record.caseId, record);
      return turn(() => keep(record.caseId));
    },
    keep: (caseId) => turn(() => keep(caseId)),
  };
}
