import path from 'node:path';
import { forget } from '../../../sealed/cipher.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { Position } from '../../../shared/schema/evidence.ts';
import { type Bringing, openBringing } from '../bundles/bringing.ts';
import { type BundleFiles, openBundleFiles } from '../bundles/bundle-files.ts';
import { type Meetings, openMeetings } from '../meeting/meetings.ts';
import type { Network } from '../meeting/networks.ts';
import type { ServerRequest } from '../server/central-server.ts';
import { settledWithin } from '../settled-within.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { SigningKey } from '../vault/signing-key.ts';
import { openChainHeads } from './chain-heads.ts';
import { type EvidenceStore, openEvidenceStore } from './evidence-store.ts';
import { type Fetching, openFetching } from './fetching.ts';
import { type Intake, openIntake } from './intake.ts';
import { openIntakeNotes } from './intake-notes.ts';
import { type Outgoing, openOutgoing } from './outgoing.ts';
import type { Exporter } from './package/manifest.ts';
import { openPackaging, type Packaging } from './package/packaging.ts';

/** The originals of an open vault. */
export interface Evidence {
  readonly store: EvidenceStore;
  readonly intake: Intake;
  readonly outgoing: Outgoing;
  readonly fetching: Fetching;
  readonly bundles: BundleFiles;
  readonly bringing: Bringing;
  readonly meetings: Meetings;
  readonly packaging: Packaging;
  /**
   * Ends what is coming in and going out, and overwrites the key: after so many milliseconds whatever is under way then. What was not finished
   * is taken over at the next start.
   */
  close(waitMs: number): Promise<void>;
}

export interface EvidenceParts {
  readonly vault: OpenVault;
  readonly signing: () => Promise<SigningKey>;
  /** Who is at work. */
  readonly person: () => Exporter['person'];
  readonly deviceId: string;
  readonly now: () => number;
  readonly clockOffsetMs: () => number;
  /** Where the laptop is now by a receiver of its own; null where none says so. */
  readonly position: () => Position | null;
  /** The local networks of this moment. */
  readonly networks: () => readonly Network[];
  /** To which files are sealed that the server alone is to open; null while this laptop has not been told. */
  readonly serverKey: () => string | null;
  /** Asks the central server as this person. */
  readonly ask: (request: ServerRequest) => Promise<Response>;
}

/** `key`: the vault's for files, overwritten where it does not open, and once it is closed. */
export async function openEvidence(
  { vault, signing: signingKey, ask, ...parts }: EvidenceParts,
  key = vault.keyFor('files'),
): Promise<Evidence> {
  const folder = path.join(vault.folder, 'evidence');
  try {
    const store = await openEvidenceStore(folder, key);
    const notes = await openIntakeNotes(path.join(folder, 'notes'), key);
    const heads = await openChainHeads(path.join(folder, 'chains'), key, notes);
    const signing = await signingKey();
    const intake = openIntake({ ...parts, store, notes, heads, signing, personId: vault.personId });
    const fetching = openFetching({ store, ask });
    const bundles = openBundleFiles(store, signing, parts.serverKey);
    const bringing = openBringing(parts.serverKey, ask);
    const meetings = openMeetings({ ...parts, store, signing });
    const packaging = openPackaging({ ...parts, store, signing });
    return {
      store,
      intake,
      outgoing: openOutgoing({ store, notes, heads, ask }),
      fetching,
      bundles,
      bringing,
      meetings,
      packaging,
      async close(waitMs) {
        const faults: unknown[] = [];
        const closing = [meetings, bundles, bringing, packaging, intake, fetching].map((part) =>
          part.close().catch((thrown: unknown) => faults.push(thrown)),
        );
        // A share or a disk that does not answer holds up neither the lock nor the other parts.
        await settledWithin(waitMs, Promise.all(closing));
        forget(key);
        if (faults.length > 0) throw faults[0];
      },
    };
  } catch (thrown) {
    forget(key);
    throw thrown;
  }
}

/** How much longer a door waits for one that is still opening. */
const openingMs = 1_000;

/** The originals of an open vault, opened when they are first asked for: a start waits for none. */
export interface EvidenceDoor {
  open(): Promise<Evidence>;
  /** As `Evidence.close`. */
  close(waitMs: number): Promise<void>;
}

export function evidenceDoor(parts: EvidenceParts): EvidenceDoor {
  let opening: Promise<Evidence> | null = null;
  let key: Buffer | null = null;
  let isShut = false;
  return {
    open() {
      if (isShut) return Promise.reject(new ProblemError('database.closed'));
      key ??= parts.vault.keyFor('files');
      // What failed, a full disk for one, is tried again.
      opening ??= openEvidence(parts, key).catch((thrown: unknown) => {
        [opening, key] = [null, null];
        throw thrown;
      });
      return opening;
    },
    async close(waitMs) {
      isShut = true;
      const closing = (opening ?? Promise.resolve(null)).catch(() => null).then((evidence) => evidence?.close(waitMs));
      // One that opens late finds no key, and closes itself.
      await settledWithin(waitMs + openingMs, closing);
      if (key) forget(key);
    },
  };
}
