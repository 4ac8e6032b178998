import path from 'node:path';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { forget } from '../vault/cipher.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { openSigningKey } from '../vault/signing-key.ts';
import { openChainHeads } from './chain-heads.ts';
import { type EvidenceStore, openEvidenceStore } from './evidence-store.ts';
import { type Intake, openIntake } from './intake.ts';
import { openIntakeNotes } from './intake-notes.ts';

/** The originals of an open vault. */
export interface Evidence {
  readonly store: EvidenceStore;
  readonly intake: Intake;
  /** The key by which this person's records on this laptop are signed, base64url. */
  readonly publicKey: string;
  /** Ends what is coming in, and overwrites the key. */
  close(): Promise<void>;
}

export interface EvidenceParts {
  readonly vault: OpenVault;
  readonly deviceId: string;
  readonly now: () => number;
  readonly clockOffsetMs: () => number;
}

export async function openEvidence({ vault, deviceId, now, clockOffsetMs }: EvidenceParts): Promise<Evidence> {
  const folder = path.join(vault.folder, 'evidence');
  const key = vault.keyFor('files');
  try {
    const store = await openEvidenceStore(folder, key);
    const notes = await openIntakeNotes(path.join(folder, 'notes'), key);
    const heads = await openChainHeads(path.join(folder, 'chains'), key);
    const signing = await openSigningKey(vault);
    const intake = openIntake({ store, notes, heads, signing, personId: vault.personId, deviceId, now, clockOffsetMs });
    return {
      store,
      intake,
      publicKey: signing.publicKey,
      async close() {
        await intake.close();
        forget(key);
      },
    };
  } catch (thrown) {
    forget(key);
    throw thrown;
  }
}

/** The originals of an open vault, opened when they are first asked for: a start waits for none. */
export interface EvidenceDoor {
  open(): Promise<Evidence>;
  close(): Promise<void>;
}

export function evidenceDoor(parts: EvidenceParts): EvidenceDoor {
  let opening: Promise<Evidence> | null = null;
  let isShut = false;
  return {
    open() {
      if (isShut) return Promise.reject(new ProblemError('database.closed'));
      // What failed, a full disk for one, is tried again.
      opening ??= openEvidence(parts).catch((thrown: unknown) => {
        opening = null;
        throw thrown;
      });
      return opening;
    },
    async close() {
      isShut = true;
      const evidence = await opening?.catch(() => null);
      await evidence?.close();
    },
  };
}
