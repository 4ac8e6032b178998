import type { Manifest } from '../../protocol/evidence-package.ts';
import type { FileRef, SignedRecord } from '../../schema/evidence.ts';
import { type ChainFault, chainFaults } from './chain.ts';
import { filesOf } from './package.ts';

/** What is wrong with one file of a package, whatever the manifest says. */
export type FileFault =
  /** There are two of this name. */
  | { readonly kind: 'fileTwice'; readonly file: string }
  /** A name that leads out of the folder in which it would be unpacked, or that is another where it is unpacked. */
  | { readonly kind: 'fileName'; readonly file: string }
  /** A link or a device in place of a file. */
  | { readonly kind: 'fileKind'; readonly file: string }
  /** What is there can't be read as the zip says. */
  | { readonly kind: 'fileUnreadable'; readonly file: string };

/** What is wrong with a package. */
export type PackageFault =
  | FileFault
  /** The manifest names it, and it is not there. */
  | { readonly kind: 'fileMissing'; readonly file: string }
  /** It is there, and the manifest does not name it. */
  | { readonly kind: 'fileUnlisted'; readonly file: string }
  /** Larger or smaller than what was signed: not read. */
  | { readonly kind: 'fileSize'; readonly file: string }
  /** Its content is not what was signed. */
  | { readonly kind: 'fileAltered'; readonly file: string }
  /** The list of sums does not say what the manifest says. */
  | { readonly kind: 'sums' }
  /** Parts of the zip lie over one another. */
  | { readonly kind: 'overlap' }
  /** The manifest can't be read. */
  | { readonly kind: 'manifestBroken' }
  /** The manifest was changed after it was signed. */
  | { readonly kind: 'manifestSignature' }
  /** Two exhibits have one number, one original's place, or are one piece of evidence. */
  | { readonly kind: 'exhibitTwice'; readonly number: number }
  /** An exhibit of another case. */
  | { readonly kind: 'otherCase'; readonly number: number }
  /** A fault of a chain; `known`: the manifest says so itself. */
  | { readonly kind: 'chain'; readonly fault: ChainFault; readonly known: boolean };

/** What was found of a file: its hash and size, `otherSize` where it was not read, null where it could not be. */
export type FoundFile = FileRef | 'otherSize' | null;

/** Compares what the manifest asks for with what is there. `found`: every file but the manifest, its signature and the sums. */
export function fileFaults(manifest: Manifest, found: ReadonlyMap<string, FoundFile>): PackageFault[] {
  const faults: PackageFault[] = [];
  const expected = filesOf(manifest);
  for (const [file, content] of expected) {
    const there = found.get(file);
    if (there === undefined) faults.push({ kind: 'fileMissing', file });
    else if (there === 'otherSize') faults.push({ kind: 'fileSize', file });
    else if (there !== null && there.sha256 !== content.sha256) faults.push({ kind: 'fileAltered', file });
  }
  for (const file of found.keys()) if (!expected.has(file)) faults.push({ kind: 'fileUnlisted', file });
  return faults;
}

/** Looks through the exhibits of a manifest. `isSigned` checks a signature (Ed25519 over the record's text). */
export async function exhibitFaults(
  { exhibits, case: { id: caseId }, chainFaults: known }: Manifest,
  isSigned: (signed: SignedRecord) => Promise<boolean>,
): Promise<PackageFault[]> {
  const faults: PackageFault[] = [];
  const seen = new Set<string>();
  for (const { number, signed, original } of exhibits) {
    const names = [`number ${number}`, signed.record.evidenceId, ...('file' in original ? [original.file] : [])];
    if (names.some((name) => seen.has(name))) faults.push({ kind: 'exhibitTwice', number });
    for (const name of names) seen.add(name);
    if (signed.record.caseId !== caseId) faults.push({ kind: 'otherCase', number });
  }
  const isKnown = new Set(known.map(faultKey));
  const all = exhibits.map(({ signed }) => signed);
  for (const fault of await chainFaults(all, isSigned)) {
    faults.push({ kind: 'chain', fault, known: isKnown.has(faultKey(fault)) });
  }
  return faults;
}

function faultKey(fault: ChainFault): string {
  return 'evidenceId' in fault
    ? `${fault.kind} ${fault.evidenceId}`
    : `${fault.kind} ${fault.chainId} ${fault.sequence}`;
}
