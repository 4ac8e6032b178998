import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { EvidenceRecord, SignedRecord } from '../../schema/evidence.ts';
import { canonicalText } from '../revision.ts';
import { takenMs } from './taken.ts';

/** What is signed of a record, and hashed for the next one. */
export function recordText(record: EvidenceRecord): string {
  return canonicalText(record);
}

/** SHA-256 of a record's text, hexadecimal. */
export function recordDigest(record: EvidenceRecord): string {
  return bytesToHex(sha256(utf8ToBytes(recordText(record))));
}

/** Where the next record of a chain stands. */
export type Link = EvidenceRecord['chain'];

/** The place after a record; the first of a new chain where there is none before. */
export function nextLink(before: EvidenceRecord | null, newId: () => string): Link {
  if (!before) return { id: newId(), sequence: 1, previous: '' };
  return { id: before.chain.id, sequence: before.chain.sequence + 1, previous: recordDigest(before) };
}

/** Of a longer gap its beginning is told: a record that somebody made up may name any place. */
const mostMissing = 1_000;

/** What is wrong with the chains of a case. */
export type ChainFault =
  /** A record of the chain is not here. */
  | { readonly kind: 'missing'; readonly chainId: string; readonly sequence: number }
  /** Two records stand at one place: a laptop went on from an older copy of itself, or a record was made up. */
  | { readonly kind: 'twice'; readonly chainId: string; readonly sequence: number }
  /** The record does not follow the one before it. */
  | { readonly kind: 'broken'; readonly evidenceId: string }
  /** The signature is not that of the record. */
  | { readonly kind: 'signature'; readonly evidenceId: string }
  /** Signed with more than one key. */
  | { readonly kind: 'key'; readonly evidenceId: string };

/**
 * Looks through the records of one case. `isSigned` checks a signature (Ed25519 over `recordText`). A chain that lacks its end shows
 * no fault: what follows is not known.
 */
export async function chainFaults(
  all: readonly SignedRecord[],
  isSigned: (signed: SignedRecord) => Promise<boolean>,
): Promise<ChainFault[]> {
  const faults: ChainFault[] = [];
  for (const signed of all) {
    if (!(await isSigned(signed))) faults.push({ kind: 'signature', evidenceId: signed.record.evidenceId });
  }
  for (const chain of chainsOf(all)) faults.push(...faultsOfChain(chain));
  return faults;
}

function chainsOf(all: readonly SignedRecord[]): SignedRecord[][] {
  const chains = new Map<string, SignedRecord[]>();
  for (const signed of all) {
    const { id } = signed.record.chain;
    const chain = chains.get(id);
    if (chain) chain.push(signed);
    else chains.set(id, [signed]);
  }
  return [...chains.values()].map((chain) => chain.sort((a, b) => a.record.chain.sequence - b.record.chain.sequence));
}

function faultsOfChain(chain: readonly SignedRecord[]): ChainFault[] {
  const faults: ChainFault[] = [];
  let before: SignedRecord | null = null;
  for (const signed of chain) {
    const { record, publicKey } = signed;
    const { id: chainId, sequence, previous } = record.chain;
    const expected: number = (before?.record.chain.sequence ?? 0) + 1;
    if (sequence < expected) faults.push({ kind: 'twice', chainId, sequence });
    const told = Math.min(sequence, expected + mostMissing);
    for (let missing = expected; missing < told; missing++)
      faults.push({ kind: 'missing', chainId, sequence: missing });
    const follows = before === null ? previous === '' : previous === recordDigest(before.record);
    if (sequence === expected && !follows) faults.push({ kind: 'broken', evidenceId: record.evidenceId });
    if (before && before.publicKey !== publicKey) faults.push({ kind: 'key', evidenceId: record.evidenceId });
    if (sequence >= expected) before = signed;
  }
  return faults;
}

/** A large file that takes minutes to come in is signed after a small one that came later. */
const noticedSetBackMs = 5 * 60_000;

const lasting: ReadonlySet<EvidenceRecord['kind']> = new Set(['sound', 'video']);

/** A record whose time lies before that of the one before it in its chain: the laptop's clock was set back between the two. */
export interface SetBack {
  readonly evidenceId: string;
  readonly takenMs: number;
  readonly beforeMs: number;
  /** Nothing followed yet in its chain. */
  readonly isLast: boolean;
}

/** What was set back within the chains of a case. Sound and video tell when they began, and are signed at their end: they say nothing here. */
export function clockSetBacks(all: readonly SignedRecord[]): SetBack[] {
  return chainsOf(all.filter(({ record }) => !lasting.has(record.kind))).flatMap((chain) =>
    chain.flatMap((signed, place) => {
      const before = chain[place - 1];
      if (!before || takenMs(before) - takenMs(signed) < noticedSetBackMs) return [];
      const { evidenceId } = signed.record;
      const isLast = place === chain.length - 1;
      return [{ evidenceId, takenMs: takenMs(signed), beforeMs: takenMs(before), isLast }];
    }),
  );
}
