import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { constants, type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ProblemError, problemOf } from '../../shared/problem/problem.ts';
import { appending } from './append-pieces.ts';
import { type FileLocks, FileTurns } from './file-turns.ts';

/** A file by whose it is and what it must hold; `sha256` is hexadecimal. */
export interface NamedFile {
  readonly scope: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Whose bytes these are while they come: nobody writes into another's. */
  readonly sender: string;
}

/**
 * Originals and small pictures as they came, each named by its content, in a folder of its unit. What is on the way lies under
 * `incoming`; it is whole, and counts, once its SHA-256 is the one that was named.
 */
export interface EvidenceFiles {
  /**
   * How many bytes have come; all of them, once the file is whole and on the disk. Whoever asks has given up what of it was on the way:
   * that is ended first, so that the number stands. Throws `upload.outOfStep` while another instance writes.
   */
  received(file: NamedFile): Promise<number>;
  /**
   * Writes what follows the first `at` bytes; resolves with how many are there then. Throws `upload.outOfStep`, `request.tooLarge`, or
   * `evidence.otherContent`, after which nothing of it is left.
   */
  append(file: NamedFile, at: number, body: Readable): Promise<number>;
  /** The bytes from `from` up to, without, `to`; null when the file is not here as a whole. */
  read(file: NamedFile, from: number, to: number): Promise<Readable | null>;
  /** The whole file, to be read at any place and closed; null until it is whole here. */
  open(file: NamedFile): Promise<FileHandle | null>;
  /** Removes a whole file that is kept for nobody. */
  remove(file: NamedFile): Promise<void>;
  /** Removes what has not come on since then, milliseconds since 1970, and what is whole and older in this one of the folders. */
  forget(before: number, passing: string): Promise<void>;
}

/** What has been hashed of an incoming file: it goes on where the file is still as it was left. */
interface Hashed {
  readonly hash: Hash;
  readonly mark: string;
}

/** Of so many incoming files at once; of others the whole is read at the end. */
const mostHashed = 200;

/** `locks`: so that no file is written by two at once. */
export function evidenceFiles(folder: string, locks: FileLocks): EvidenceFiles {
  const incomingFolder = path.join(folder, 'incoming');
  const turns = new FileTurns(locks);
  const hashed = new Map<string, Hashed>();
  const placeOf = ({ scope, sha256 }: NamedFile) => path.join(folder, scope, sha256.slice(0, 2), sha256);
  const incomingOf = ({ scope, sha256, sender }: NamedFile) =>
    path.join(incomingFolder, digestOf(`${scope} ${sha256} ${sender}`));

  const isWhole = async (file: NamedFile) => (await sizeOf(placeOf(file))) === file.sizeBytes;

  /**
   * How much has come. What came to its last byte and was not put in its place, as when the power went then or the disk was full, is checked and
   * put there now: that all has come is said of a whole file alone.
   */
  async function received(file: NamedFile): Promise<number> {
    if (await isWhole(file)) return file.sizeBytes;
    const come = (await sizeOf(incomingOf(file))) ?? 0;
    if (come < file.sizeBytes) return come;
    try {
      await finish(file, null);
      return file.sizeBytes;
    } catch (thrown) {
      if (problemOf(thrown).code !== 'evidence.otherContent') throw thrown;
      return 0;
    }
  }

  function keepHashed(incoming: string, hash: Hash, mark: string): void {
    const [oldest] = hashed.keys();
    if (hashed.size >= mostHashed && oldest !== undefined) hashed.delete(oldest);
    hashed.set(incoming, { hash, mark });
  }

  /** The running hash of all that is in the file; null where it is not known without reading it. */
  async function hashUpTo(incoming: string, handle: FileHandle, at: number): Promise<Hash | null> {
    if (at === 0) return createHash('sha256');
    const known = hashed.get(incoming);
    hashed.delete(incoming);
    return known?.mark === (await markOf(handle)) ? known.hash : null;
  }

  async function finish(file: NamedFile, hash: Hash | null): Promise<void> {
    const incoming = incomingOf(file);
    if (!hash) await syncFile(incoming);
    if ((hash ? hash.digest('hex') : await contentOf(incoming)) !== file.sha256) {
      await rm(incoming, { force: true });
      throw new ProblemError('evidence.otherContent');
    }
    const place = placeOf(file);
    const parent = path.dirname(place);
    const made = await mkdir(parent, { recursive: true, mode: 0o700 });
    await rename(incoming, place);
    await syncFolder(parent);
    // The laptop gives its copy up by our word: the folders that lead to ours are on the disk as well.
    if (made === undefined) return;
    for (let at = parent; at.length >= made.length; at = path.dirname(at)) await syncFolder(path.dirname(at));
  }

  async function append(file: NamedFile, at: number, body: Readable, signal: AbortSignal): Promise<number> {
    if (at !== (await received(file))) throw new ProblemError('upload.outOfStep');
    if (at === file.sizeBytes) return at;
    const incoming = incomingOf(file);
    await mkdir(incomingFolder, { recursive: true, mode: 0o700 });
    const handle = await open(incoming, constants.O_WRONLY | constants.O_CREAT, 0o600);
    const written = appending(handle, at);
    let hash: Hash | null = null;
    let come = at;
    try {
      hash = await hashUpTo(incoming, handle, at);
      for await (const piece of piecesOf(body, signal)) {
        if (come + piece.byteLength > file.sizeBytes) throw new ProblemError('request.tooLarge');
        await written.put(piece);
        hash?.update(piece);
        come += piece.byteLength;
      }
      await written.settled();
      if (come === file.sizeBytes) await handle.sync();
    } finally {
      // What came before a cut stays, also a part that a full disk took. Nothing is cut off: an instance that has lost its lock, and does not know yet,
      // would cut off what another one writes.
      await written.settled().catch(() => undefined);
      const there = await handle.stat().catch(() => null);
      const isOurs = written.at === come && there?.size === come;
      if (hash && isOurs && come < file.sizeBytes) keepHashed(incoming, hash, await markOf(handle));
      await handle.close();
    }
    if (come === file.sizeBytes) await finish(file, hash);
    return come;
  }

  return {
    async received(file) {
      return (await isWhole(file)) ? file.sizeBytes : turns.run(incomingOf(file), () => received(file));
    },
    append: (file, at, body) => turns.run(incomingOf(file), (signal) => append(file, at, body, signal)),
    async read(file, from, to) {
      if (!(await isWhole(file))) return null;
      return createReadStream(placeOf(file), { start: from, end: to - 1 });
    },
    async open(file) {
      return (await isWhole(file)) ? open(placeOf(file), 'r') : null;
    },
    remove: (file) => rm(placeOf(file), { force: true }),
    async forget(before, passing) {
      for (const at of [incomingFolder, path.join(folder, passing)]) await removeOlder(at, before);
    },
  };
}

/** The body's pieces, until it is told to stop. */
async function* piecesOf(body: Readable, signal: AbortSignal): AsyncGenerator<Buffer> {
  const stop = () => body.destroy(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    for await (const piece of body as AsyncIterable<Buffer>) yield piece;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** By this a file is known to be as it was left: which it is, how long, and when it was written last. */
async function markOf(handle: FileHandle): Promise<string> {
  const { ino, size, mtimeNs } = await handle.stat({ bigint: true });
  return `${ino} ${size} ${mtimeNs}`;
}

async function contentOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1_048_576 }), hash);
  return hash.digest('hex');
}

async function removeOlder(folder: string, before: number): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const { parentPath, name } of entries.filter((entry) => entry.isFile())) {
    const file = path.join(parentPath, name);
    const found = await stat(file).catch(() => null);
    if (found && found.mtimeMs < before) await rm(file, { force: true });
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function sizeOf(file: string): Promise<number | null> {
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? found.size : null;
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Brings the names in a folder to the disk; Windows has no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
