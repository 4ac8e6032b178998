import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { constants, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ProblemError } from '../../shared/problem/problem.ts';

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
 * `incoming`; it is whole, and counts, once its SHA-256 is the one that was named. So none needs a lock: two who bring the same bring the
 * same bytes.
 */
export interface EvidenceFiles {
  /** How many bytes have come; all of them, once the file is whole and on the disk. */
  received(file: NamedFile): Promise<number>;
  /**
   * Writes what follows the first `at` bytes; resolves with how many are there then. Throws `upload.outOfStep`, `request.tooLarge`, or
   * `evidence.otherContent`, after which nothing of it is left.
   */
  append(file: NamedFile, at: number, body: Readable): Promise<number>;
  /** The bytes from `from` up to, without, `to`; null when the file is not here as a whole. */
  read(file: NamedFile, from: number, to: number): Promise<Readable | null>;
  /** Removes what has not come on since then, milliseconds since 1970. */
  forgetIncoming(before: number): Promise<void>;
}

export function evidenceFiles(folder: string): EvidenceFiles {
  const incomingFolder = path.join(folder, 'incoming');
  const placeOf = ({ scope, sha256 }: NamedFile) => path.join(folder, scope, sha256.slice(0, 2), sha256);
  const incomingOf = ({ scope, sha256, sender }: NamedFile) =>
    path.join(incomingFolder, digestOf(`${scope} ${sha256} ${sender}`));

  const isWhole = async (file: NamedFile) => (await sizeOf(placeOf(file))) === file.sizeBytes;

  async function received(file: NamedFile): Promise<number> {
    return (await isWhole(file)) ? file.sizeBytes : ((await sizeOf(incomingOf(file))) ?? 0);
  }

  async function finish(file: NamedFile): Promise<void> {
    const incoming = incomingOf(file);
    const content = await contentOf(incoming).catch(() => null);
    // The same bytes came twice at once, and the other request was first.
    if (content === null && (await isWhole(file))) return;
    if (content !== file.sha256) {
      await rm(incoming, { force: true });
      throw new ProblemError('evidence.otherContent');
    }
    const place = placeOf(file);
    await syncFile(incoming);
    await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
    await rename(incoming, place);
    await syncFile(path.dirname(place));
  }

  return {
    received,
    async append(file, at, body) {
      if (at !== (await received(file))) throw new ProblemError('upload.outOfStep');
      if (at === file.sizeBytes) return at;
      const incoming = incomingOf(file);
      await mkdir(incomingFolder, { recursive: true, mode: 0o700 });
      const now = await write(incoming, at, body, file.sizeBytes);
      if (now === file.sizeBytes) await finish(file);
      return now;
    },
    async read(file, from, to) {
      if (!(await isWhole(file))) return null;
      return createReadStream(placeOf(file), { start: from, end: to - 1 });
    },
    async forgetIncoming(before) {
      for (const name of await readdir(incomingFolder).catch(() => [])) {
        const incoming = path.join(incomingFolder, name);
        const found = await stat(incoming).catch(() => null);
        if (found && found.mtimeMs < before) await rm(incoming, { force: true });
      }
    },
  };
}

/** Writes piece by piece, each before the next is taken: what came before a cut stays. Resolves with where it ended. */
async function write(file: string, from: number, body: Readable, end: number): Promise<number> {
  const handle = await open(file, constants.O_WRONLY | constants.O_CREAT, 0o600);
  let at = from;
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      if (at + piece.byteLength > end) throw new ProblemError('request.tooLarge');
      for (let done = 0; done < piece.byteLength; ) {
        const { bytesWritten } = await handle.write(piece, done, piece.byteLength - done, at);
        done += bytesWritten;
        at += bytesWritten;
      }
    }
  } finally {
    await handle.close();
  }
  return at;
}

async function contentOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1_048_576 }), hash);
  return hash.digest('hex');
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function sizeOf(file: string): Promise<number | null> {
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? found.size : null;
}

/** Brings a file, or the names in a folder, to the disk; Windows has no such thing for folders. */
async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
