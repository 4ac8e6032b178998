import { newDigest } from '../../../../sealed/file-cipher.ts';
import type { PackageInput, PackageProgress, PackageResult } from '../../../../shared/bridge/evidence-package.ts';
import {
  fileRef,
  keyFile,
  originalOf,
  pemText,
  recordFiles,
  sumsText,
} from '../../../../shared/domain/evidence/package.ts';
import { ProblemError, problemOf } from '../../../../shared/problem/problem.ts';
import {
  guideFile,
  type Manifest,
  manifestFile,
  manifestSignatureFile,
  sumsFile,
} from '../../../../shared/protocol/evidence-package.ts';
import type { EvidenceRecord } from '../../../../shared/schema/evidence.ts';
import { inTurn } from '../../files/in-turn.ts';
import { demandRoom } from '../../files/room.ts';
import { writeBeside } from '../../files/write-beside.ts';
import type { SigningKey } from '../../vault/signing-key.ts';
import type { EvidenceStore } from '../evidence-store.ts';
import { guideHtml } from './guide.ts';
import { type Exporter, manifestOf } from './manifest.ts';
import { writeZip, type ZipEntry } from './zip-writer.ts';

/** Writes a case's evidence into one file for others: nothing of it is encrypted any more. */
export interface Packaging {
  /** Asks where to, and writes; the file is there whole, or not at all. Throws `file.noRoom` and `file.refused`. */
  write(input: PackageInput, order: PackageOrder): Promise<PackageResult>;
  /** Gives up what is being written. */
  cancel(): void;
  /** The vault is shut: what is being written is given up. */
  close(): Promise<void>;
}

export interface PackageOrder {
  /** Version of the program. */
  readonly program: string;
  readonly choose: () => Promise<string | null>;
  readonly onProgress: (progress: PackageProgress) => void;
}

export interface PackagingParts {
  readonly store: EvidenceStore;
  readonly signing: SigningKey;
  /** Who is at work on this laptop. */
  readonly person: () => Exporter['person'];
  readonly deviceId: string;
  readonly now: () => number;
  readonly clockOffsetMs: () => number;
}

/** What a zip says of a file besides its content, at most. */
const headBytes = 1_000;
const megabyte = 1_048_576;
/** How much is written before the window is told again. */
const toldBytes = 4 * megabyte;

/** An original is not what was signed, or not here. */
class Unpackable extends ProblemError {
  readonly evidenceId: string;
  readonly kind: 'damaged' | 'away';

  constructor(kind: 'damaged' | 'away', evidenceId: string) {
    super(kind === 'away' ? 'notFound' : 'evidence.damaged');
    this.kind = kind;
    this.evidenceId = evidenceId;
  }
}

export function openPackaging({ store, signing, person, deviceId, now, clockOffsetMs }: PackagingParts): Packaging {
  const turn = inTurn();
  let current = new AbortController();
  let writing: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  /** The files of a package in their order: what explains it first, the originals last. */
  async function entriesOf(input: PackageInput, program: string, deviceMs: number): Promise<ZipEntry[]> {
    const { publicKey } = signing;
    const exporter = { person: person(), deviceId, deviceMs, clockOffsetMs: clockOffsetMs(), publicKey, program };
    const unguided = await manifestOf(input, exporter);
    const guide = Buffer.from(guideHtml(unguided), 'utf8');
    const manifest: Manifest = { ...unguided, guide: fileRef(guide) };
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    const bytes = Buffer.from(text, 'utf8');
    const signature = Buffer.from(await signing.sign(text), 'base64url');
    const small = new Map<string, Uint8Array>([
      [guideFile, guide],
      [manifestFile, bytes],
      [manifestSignatureFile, signature],
      [sumsFile, Buffer.from(sumsText(manifest, bytes, signature), 'utf8')],
      [keyFile(publicKey), Buffer.from(pemText(publicKey), 'utf8')],
      ...manifest.exhibits.flatMap(({ number, signed }) => [...recordFiles(number, signed)]),
    ]);
    const originals = manifest.exhibits.flatMap((exhibit): ZipEntry[] => {
      const original = originalOf(exhibit);
      const { record } = exhibit.signed;
      if (!original) return [];
      return [{ name: original.name, sizeBytes: record.sizeBytes, read: () => originalBytes(store, record) }];
    });
    return [...[...small].map(([name, content]) => ({ name, content })), ...originals];
  }

  async function writeTo(file: string, input: PackageInput, order: PackageOrder, signal: AbortSignal): Promise<void> {
    const deviceMs = now();
    const entries = await entriesOf(input, order.program, deviceMs);
    const needed = entries.reduce((sum, entry) => sum + sizeOf(entry) + headBytes, 0);
    await demandRoom(file, needed);
    const progress = telling(entries, order.onProgress);
    await writeBeside(file, (handle) =>
      writeZip(handle, entries, { at: new Date(deviceMs), signal, onBytes: progress }),
    );
  }

  async function write(input: PackageInput, order: PackageOrder): Promise<PackageResult> {
    const { signal } = current;
    const file = await order.choose();
    if (file === null || signal.aborted) return { kind: 'givenUp' };
    try {
      writing = writeTo(file, input, order, signal);
      await writing;
      return { kind: 'written' };
    } catch (thrown) {
      if (signal.aborted) return { kind: 'givenUp' };
      if (thrown instanceof Unpackable) return { kind: thrown.kind, evidenceId: thrown.evidenceId };
      throw thrown;
    }
  }

  return {
    write: (input, order) =>
      turn(() => {
        if (!isClosed) current = new AbortController();
        return write(input, order);
      }),
    cancel: () => current.abort(),
    async close() {
      isClosed = true;
      current.abort();
      await writing.catch(() => undefined);
    },
  };
}

/** An original's bytes, of which none is given for whole that is not what was signed. Throws `Unpackable`. */
async function* originalBytes(store: EvidenceStore, record: EvidenceRecord): AsyncGenerator<Buffer, void> {
  const { evidenceId, sha256, sizeBytes } = record;
  const damaged = (thrown: unknown) =>
    problemOf(thrown).code === 'evidence.damaged' ? new Unpackable('damaged', evidenceId) : thrown;
  const reader = await store.read({ sha256, sizeBytes }).catch((thrown: unknown) => {
    throw damaged(thrown);
  });
  if (!reader) throw new Unpackable('away', evidenceId);
  const digest = newDigest();
  try {
    for await (const piece of reader.read(0, sizeBytes)) {
      digest.update(piece);
      yield piece;
    }
  } catch (thrown) {
    throw damaged(thrown);
  } finally {
    await reader.close();
  }
  if (digest.digest('hex') !== sha256) throw new Unpackable('damaged', evidenceId);
}

function sizeOf(entry: ZipEntry): number {
  return 'content' in entry ? entry.content.byteLength : entry.sizeBytes;
}

/** Adds up what was written of the originals, and tells it from time to time. */
function telling(entries: readonly ZipEntry[], tell: (progress: PackageProgress) => void): (bytes: number) => void {
  const allBytes = entries.reduce((sum, entry) => sum + ('content' in entry ? 0 : entry.sizeBytes), 0);
  let bytes = 0;
  let told = 0;
  return (more) => {
    bytes += more;
    if (bytes - told < toldBytes && bytes < allBytes) return;
    told = bytes;
    tell({ bytes, allBytes });
  };
}
