import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { Value } from 'typebox/value';
import { readHead } from '../../../sealed/bundle-format.ts';
import { randomText } from '../../../sealed/cipher.ts';
import { readAt } from '../../../sealed/read-at.ts';
import type { BegunBringing } from '../../../shared/bridge/bundles.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import {
  type BroughtRef,
  BroughtReply,
  broughtPath,
  mostBroughtBytes,
} from '../../../shared/protocol/brought-files.ts';
import type { ServerRequest } from '../server/central-server.ts';
import { demandOk } from '../server/problem-answer.ts';
import { type Tus, tusTo } from '../server/tus.ts';

/** Brings files of bundles to the server that it alone can open: this laptop reads nothing of them. */
export interface Bringing {
  /** Begins with a file. Throws `bundle.broken`, `bundle.unreadable`, `bundle.tooLarge`, and `bundle.notForServer` where another is to open it. */
  begin(file: string): Promise<BegunBringing>;
  /** Reads on in it, since the server knows it by its hash; how many bytes of it have been read. Throws `bundle.unreadable`. */
  read(fileId: string): Promise<number>;
  /** Sends what follows; how many bytes the server has then. Throws what it answers, and `bundle.unreadable`. */
  next(fileId: string): Promise<number>;
  /** Has the server open what has come whole; what came of it. */
  open(fileId: string): Promise<BroughtReply>;
  discard(fileId: string): Promise<void>;
  close(): Promise<void>;
}

interface Brought {
  readonly handle: FileHandle;
  readonly sizeBytes: number;
  readonly hash: Hash;
  /** Bytes that have been hashed. */
  read: number;
  /** Null until all of it has been read. */
  ref: BroughtRef | null;
  /** By the server's word; null where it has to be asked. */
  at: number | null;
  /** Ends what is asked for it. */
  readonly stop: AbortController;
  readonly ask: Ask;
  readonly tus: Tus;
}

type Ask = (request: ServerRequest) => Promise<Response>;

const idBytes = 16;
const pieceBytes = 64 * 1_024;
const readBytes = 4 * 1_048_576;
/** So much is read in one call: some seconds of a slow stick. */
const readsACall = 8;
/** The server decrypts and stores so many bytes in a millisecond at least. */
const openedBytesAMs = 5_000;

/** `serverKey`: to which the server's files are sealed; null while this laptop has not been told. */
export function openBringing(serverKey: () => string | null, ask: Ask): Bringing {
  const files = new Map<string, Brought>();

  const found = (fileId: string): Brought => {
    const file = files.get(fileId);
    if (!file) throw new ProblemError('notFound');
    return file;
  };

  async function begin(file: string): Promise<BegunBringing> {
    const handle = await open(file, 'r').catch(unreadable);
    try {
      const { head } = await readHead(handle);
      const key = serverKey();
      if (key && !head.receivers.some(({ receiver }) => receiver === key))
        throw new ProblemError('bundle.notForServer');
      const { size: sizeBytes } = await handle.stat();
      if (sizeBytes > mostBroughtBytes) throw new ProblemError('bundle.tooLarge');
      const fileId = randomText(idBytes);
      const stop = new AbortController();
      const own: Ask = (request) => ask({ ...request, signals: [stop.signal] });
      const part = { handle, sizeBytes, hash: createHash('sha256'), read: 0, ref: null, at: null };
      files.set(fileId, { ...part, stop, ask: own, tus: tusTo(own) });
      return { fileId, fileName: path.basename(file).slice(0, 200), sizeBytes };
    } catch (thrown) {
      await handle.close();
      return unreadable(thrown);
    }
  }

  async function read(fileId: string): Promise<number> {
    const file = found(fileId);
    const { handle, sizeBytes, hash } = file;
    for (let piece = 0; piece < readsACall && file.read < sizeBytes; piece += 1) {
      const asked = Math.min(readBytes, sizeBytes - file.read);
      const bytes = await wholeAt(handle, file.read, asked);
      hash.update(bytes);
      file.read += asked;
    }
    if (file.read === sizeBytes) file.ref ??= { sha256: hash.digest('hex'), sizeBytes };
    return file.read;
  }

  async function next(fileId: string): Promise<number> {
    const file = found(fileId);
    const { handle, at, tus } = file;
    const ref = refOf(file);
    // Whatever becomes of it, the server is asked where it stands.
    file.at = null;
    const where = broughtPath(ref);
    if (at === null) {
      file.at = await tus.offset(where);
      return file.at;
    }
    const sizeBytes = Math.min(tus.sliceBytes, ref.sizeBytes - at);
    if (sizeBytes <= 0) return at;
    file.at = await tus.send(where, at, { sizeBytes, read: () => piecesOf(handle, at, sizeBytes) });
    return file.at;
  }

  async function openAtServer(fileId: string): Promise<BroughtReply> {
    const file = found(fileId);
    const ref = refOf(file);
    const patienceMs = Math.ceil(ref.sizeBytes / openedBytesAMs);
    const response = await file.ask({ method: 'POST', path: broughtPath(ref), patienceMs });
    await demandOk(response);
    const reply: unknown = await response.json().catch(() => null);
    if (!Value.Check(BroughtReply, reply)) throw new ProblemError('server.failed');
    return reply;
  }

  async function discard(fileId: string): Promise<void> {
    const file = files.get(fileId);
    files.delete(fileId);
    file?.stop.abort();
    // Not waited for: it comes after a read, which a share that does not answer never ends.
    file?.handle.close().catch(() => undefined);
  }

  return {
    begin,
    read,
    next,
    open: openAtServer,
    discard,
    async close() {
      for (const fileId of [...files.keys()]) await discard(fileId);
    },
  };
}

/** By which the server knows it; `notFound` before it was read. */
function refOf({ ref }: Brought): BroughtRef {
  if (!ref) throw new ProblemError('notFound');
  return ref;
}

async function* piecesOf(handle: FileHandle, from: number, sizeBytes: number): AsyncGenerator<Buffer> {
  const end = from + sizeBytes;
  for (let at = from; at < end; at += pieceBytes) yield await wholeAt(handle, at, Math.min(pieceBytes, end - at));
}

/** So many bytes from there; fewer where another file was written over it, which throws. */
async function wholeAt(handle: FileHandle, from: number, bytes: number): Promise<Buffer> {
  const found = await readAt(handle, from, bytes).catch(unreadable);
  if (found.byteLength < bytes) throw new ProblemError('bundle.unreadable');
  return found;
}

/** The stick was drawn, or the file is not for this account. */
function unreadable(thrown: unknown): never {
  throw thrown instanceof ProblemError ? thrown : new ProblemError('bundle.unreadable', undefined, { cause: thrown });
}
