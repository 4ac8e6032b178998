import { createHash } from 'node:crypto';
import yauzl from 'yauzl';
import type { FileFault, PackageFault } from '../../shared/domain/evidence/package-faults.ts';
import type { FileRef } from '../../shared/schema/evidence.ts';

/** A zip that is open for checking: its files by name, and what is wrong with its own list of them. */
export interface PackageFile {
  readonly names: readonly string[];
  /** Faults that show without reading a file. */
  readonly faults: readonly PackageFault[];
  /** The size that the zip says a file has. */
  sizeOf(name: string): number;
  /** The bytes of a small file; null where they can't be read as the zip says. Throws for what is not there. */
  bytes(name: string): Promise<Buffer | null>;
  /** Reads a file from its first byte to its last, a piece at a time; null where that can't be done. */
  digest(name: string): Promise<FileRef | null>;
  close(): void;
}

/** More files are in no package of ours, and their names alone would fill the memory. */
const mostEntries = 500_000;
const typeOfFile = 0o170000;
const regular = 0o100000;
const unixBits = 16;

/** Opens a zip without unpacking anything. Throws for what is none, and for one that was cut off. */
export async function openPackageFile(file: string): Promise<PackageFile> {
  // Names stay undecoded, so that one that leads elsewhere is told, and the rest is checked all the same.
  const zip = await yauzl.openPromise(file, { decodeStrings: false, autoClose: false });
  const entries = new Map<string, yauzl.Entry>();
  const folded = new Set<string>();
  const faults: PackageFault[] = [];
  let storedBytes = 0;
  try {
    if (zip.entryCount > mostEntries) throw new Error('too many files');
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      storedBytes += entry.compressedSize;
      // A folder that a program made while packing again holds nothing.
      if (name.endsWith('/') && entry.uncompressedSize === 0 && isSafeName(name.slice(0, -1))) continue;
      const fault = faultOf(entry, name, folded) ?? (await headFault(zip, entry, name));
      if (fault) faults.push(fault);
      else entries.set(name, entry);
      folded.add(foldedName(name));
    }
  } catch (thrown) {
    zip.close();
    throw thrown;
  }
  if (storedBytes > zip.fileSize) faults.push({ kind: 'overlap' });

  async function* pieces(name: string): AsyncGenerator<Buffer, void> {
    const entry = entries.get(name);
    if (!entry) throw new Error(`There is no ${name}`);
    yield* await zip.openReadStreamPromise(entry);
  }

  return {
    names: [...entries.keys()],
    faults,
    sizeOf: (name) => entries.get(name)?.uncompressedSize ?? 0,
    async bytes(name) {
      const all: Buffer[] = [];
      try {
        for await (const piece of pieces(name)) all.push(piece);
      } catch {
        return null;
      }
      return Buffer.concat(all);
    },
    async digest(name) {
      const hash = createHash('sha256');
      let sizeBytes = 0;
      try {
        for await (const piece of pieces(name)) {
          hash.update(piece);
          sizeBytes += piece.byteLength;
        }
      } catch {
        return null;
      }
      return { sha256: hash.digest('hex'), sizeBytes };
    },
    close: () => zip.close(),
  };
}

function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: yauzl.Entry): string {
  return yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
}

function faultOf(entry: yauzl.Entry, name: string, seen: ReadonlySet<string>): FileFault | null {
  const type = (entry.externalFileAttributes >>> unixBits) & typeOfFile;
  if (!isSafeName(name)) return { kind: 'fileName', file: name };
  if (seen.has(foldedName(name))) return { kind: 'fileTwice', file: name };
  if ((type !== 0 && type !== regular) || name.endsWith('/')) return { kind: 'fileKind', file: name };
  if (!entry.canDecodeFileData()) return { kind: 'fileUnreadable', file: name };
  return null;
}

/** Before its content a file has a second name, by which some programs unpack. */
async function headFault(zip: yauzl.ZipFile, entry: yauzl.Entry, name: string): Promise<FileFault | null> {
  const head = await zip.readLocalFileHeaderPromise(entry).catch(() => null);
  if (!head) return { kind: 'fileUnreadable', file: name };
  return head.fileName.equals(entry.fileNameRaw) ? null : { kind: 'fileName', file: name };
}

function isSafeName(name: string): boolean {
  return yauzl.validateFileName(name) === null && !/[\p{Cc}\\:]|(^|\/)\.?(\/|$)/u.test(name);
}

/** Two names that one file system takes for one. */
function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
