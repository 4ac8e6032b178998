import { Value } from 'typebox/value';
import { isSignatureOf, isSigned } from '../../electron/main/vault/public-key.ts';
import { filesOf, sumsText } from '../../shared/domain/evidence/package.ts';
import {
  exhibitFaults,
  type FoundFile,
  fileFaults,
  type PackageFault,
} from '../../shared/domain/evidence/package-faults.ts';
import {
  Manifest,
  manifestFile,
  manifestSignatureFile,
  packageFormat,
  packageVersion,
  sumsFile,
} from '../../shared/protocol/evidence-package.ts';
import { openPackageFile, type PackageFile } from './package-file.ts';

/** Why a package can't be judged: there is no such file, it is no zip or was cut off, it is not ours, or made by a newer program. */
export type Unjudged = 'noFile' | 'noZip' | 'notOurs' | 'newer';

export type Verification =
  | { readonly verdict: 'unjudged'; readonly reason: Unjudged }
  | {
      readonly verdict: 'whole' | 'wrong';
      /** Null where it can't be read. */
      readonly manifest: Manifest | null;
      readonly faults: readonly PackageFault[];
    };

const mostManifestBytes = 268_435_456;
const signatureBytes = 64;

/** Checks a package as a whole. It is read alone, a piece at a time; nothing is unpacked, nothing is written, nobody is asked. */
export async function verifyPackage(file: string): Promise<Verification> {
  let zip: PackageFile;
  try {
    zip = await openPackageFile(file);
  } catch (thrown) {
    const isThere = !(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT');
    return { verdict: 'unjudged', reason: isThere ? 'noZip' : 'noFile' };
  }
  try {
    return await verifyZip(zip);
  } finally {
    zip.close();
  }
}

async function verifyZip(zip: PackageFile): Promise<Verification> {
  if (!zip.names.includes(manifestFile) || zip.sizeOf(manifestFile) > mostManifestBytes) {
    return { verdict: 'unjudged', reason: 'notOurs' };
  }
  const bytes = await zip.bytes(manifestFile);
  const manifest = bytes && readManifest(bytes);
  if (manifest === 'notOurs' || manifest === 'newer') return { verdict: 'unjudged', reason: manifest };
  if (!bytes || !manifest) return verdictOf(null, [...zip.faults, { kind: 'manifestBroken' }]);

  const signature = await smallFile(zip, manifestSignatureFile, signatureBytes);
  const isManifestSigned = signature !== null && isSignatureOf(bytes, manifest.publicKey, signature);
  const sums = sumsText(manifest, bytes, signature ?? new Uint8Array());
  const areSumsRight = (await smallFile(zip, sumsFile, Buffer.byteLength(sums)))?.equals(Buffer.from(sums, 'utf8'));
  const { found, unreadable } = await readFiles(zip, manifest);
  return verdictOf(manifest, [
    ...zip.faults,
    ...unreadable,
    ...(isManifestSigned ? [] : [{ kind: 'manifestSignature' } as const]),
    ...(areSumsRight ? [] : [{ kind: 'sums' } as const]),
    ...fileFaults(manifest, found),
    ...(await exhibitFaults(manifest, async (signed) => isSigned(signed))),
  ]);
}

function verdictOf(manifest: Manifest | null, faults: readonly PackageFault[]): Verification {
  return { verdict: faults.length === 0 ? 'whole' : 'wrong', manifest, faults };
}

/** Null for what is no manifest though it names our format. */
function readManifest(bytes: Buffer): Manifest | 'notOurs' | 'newer' | null {
  const text = bytes.toString('utf8');
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch {
    return text.includes(packageFormat) ? null : 'notOurs';
  }
  const { format, version } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (format !== packageFormat) return 'notOurs';
  if (typeof version === 'number' && version > packageVersion) return 'newer';
  return Value.Check(Manifest, value) ? value : null;
}

/** The bytes of a file that must have this size; null where it has another, or is not there. */
async function smallFile(zip: PackageFile, name: string, sizeBytes: number): Promise<Buffer | null> {
  return zip.names.includes(name) && zip.sizeOf(name) === sizeBytes ? zip.bytes(name) : null;
}

/** Reads what the manifest asks for; what has another size than it says, or is not asked for, is not read. */
async function readFiles(zip: PackageFile, manifest: Manifest) {
  const expected = filesOf(manifest);
  const found = new Map<string, FoundFile>();
  const unreadable: PackageFault[] = [];
  for (const file of zip.names) {
    if (file === manifestFile || file === manifestSignatureFile || file === sumsFile) continue;
    const content = expected.get(file);
    if (content && zip.sizeOf(file) !== content.sizeBytes) found.set(file, 'otherSize');
    else found.set(file, content ? await zip.digest(file) : null);
    if (content && found.get(file) === null) unreadable.push({ kind: 'fileUnreadable', file });
  }
  // What was told of already is not told as missing too.
  for (const fault of zip.faults) {
    if ('file' in fault && expected.has(fault.file) && !found.has(fault.file)) found.set(fault.file, null);
  }
  return { found, unreadable };
}
