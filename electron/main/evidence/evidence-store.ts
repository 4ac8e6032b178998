import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { randomText } from '../../../sealed/cipher.ts';
import { addressOf, newDigest } from '../../../sealed/file-cipher.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { makeFolder, newEnding, syncFolder, writeProblem } from '../files/durable-file.ts';
import { giveBack } from '../files/give-back.ts';
import { forgetRest, keptRest, restEnding } from './kept-rest.ts';
import { SealBroken, type SealedReader, sealedReader } from './sealed-reader.ts';
import { type Content, type SealedWriter, sealedWriter } from './sealed-writer.ts';

/**
 * Originals and small pictures of one person on this laptop, each sealed and named by its content. Under `incoming` lies what is
 * still being taken in.
 */
export interface EvidenceStore {
  /** Begins to take something in. `name`: its own, kept until it is whole. */
  begin(name: string): Promise<SealedWriter>;
  /**
   * Begins to take in what may be cut off again and again, or goes on with what has come of it: whole chunks. `name`: for `adopt`. Throws what
   * `writeDurably` throws; what has come stays for the next time.
   */
  resume(content: Content): Promise<{ readonly name: string; readonly writer: SealedWriter }>;
  /** A name for what is fetched: a start that finds it removes it. */
  passingName(name: string): string;
  /**
   * Puts what was finished in its place; durable when this resolves. What is there already is not written twice. Throws what `writeDurably`
   * throws, and `evidence.inUse` where a damaged copy is being read that can't be replaced meanwhile.
   */
  adopt(name: string, content: Content): Promise<void>;
  /** Seals a small content in one go; durable when this resolves. */
  keep(bytes: Uint8Array): Promise<Content>;
  /**
   * Takes over what was cut off in the middle, as far as it came; null when nothing of it can be read. Throws as `resume`, and why `signal` gave
   * it up. It stays as it was until it is discarded, so that it can be taken over again. `firstBytes`: how many of them are wanted.
   */
  recover(name: string, signal: AbortSignal, firstBytes: number): Promise<Recovered | null>;
  /** What was finished and has no place yet, whose content nobody knows any more; null of what was cut off before. It stays where it is. Throws as `recover`. */
  recoverFinished(name: string, signal: AbortSignal, firstBytes: number): Promise<Recovered | null>;
  /**
   * Puts what was finished under `incoming` in its place; false where nothing lies there. Throws `SealBroken` where it is not this content, and,
   * where another copy has the place, where any of it can't be read.
   */
  adoptFinished(name: string, content: Content): Promise<boolean>;
  has(content: Content): Promise<boolean>;
  /** As `has`, but for what has been found damaged: a whole one is welcome in its place. */
  isUsable(content: Content): Promise<boolean>;
  /** Null when it is not here. Throws `SealBroken` for a file that is not as it was written. */
  read(content: Content): Promise<SealedReader | null>;
  /** The bytes from `from` up to, without, `to`, as far as there are any; null and throws as `read`. */
  bytes(content: Content, from: number, to: number): Promise<Buffer<ArrayBuffer> | null>;
  /** How much room all of them take on the disk, in bytes. */
  room(): Promise<number>;
  /** Gives the room back that a content takes. */
  release(content: Content): Promise<void>;
  /** What can't be opened makes room for what is fetched anew: it counts as come in part from then on. */
  setAside(content: Content): Promise<void>;
  discard(name: string): Promise<void>;
}

/** What was cut off, as far as it came, and how it begins. */
export interface Recovered {
  readonly content: Content;
  readonly first: Buffer;
}

const incomingName = 'incoming';
const filesName = 'files';
/** Ends the name of what is written at one go: whatever of it a crash leaves behind is made anew. */
const passing = '.passing';
/** Ends the name of what has come in part, by a keyed hash as its place has. */
const partly = '.part';
/** A part that nobody has brought on for so long is brought anew, should it ever be asked for. */
const partMs = 60 * 24 * 60 * 60_000;
const nameBytes = 12;
const passingName = (name: string) => `${name}${passing}`;

/** `key`: the vault's for files; the store's owner overwrites it when the vault is shut. */
export async function openEvidenceStore(folder: string, key: Uint8Array): Promise<EvidenceStore> {
  const incomingFolder = path.join(folder, incomingName);
  await makeFolder(incomingFolder);
  await makeFolder(path.join(folder, filesName));
  const incomingFile = (name: string) => path.join(incomingFolder, name);
  const placeOf = ({ sha256 }: Content) => {
    const address = addressOf(key, sha256);
    return path.join(folder, filesName, address.slice(0, 2), address);
  };
  const partName = ({ sha256 }: Content) => `${addressOf(key, sha256)}${partly}`;
  const has = (content: Content) => isThere(placeOf(content));
  await removePassing(incomingFolder, (address) => isThere(path.join(folder, filesName, address.slice(0, 2), address)));

  /** Places of what was found damaged since the vault was opened. */
  const broken = new Set<string>();

  async function read(content: Content): Promise<SealedReader | null> {
    if (!(await has(content))) return null;
    const place = placeOf(content);
    const noted = (thrown: unknown) => {
      if (thrown instanceof SealBroken) broken.add(place);
      throw thrown;
    };
    const reader = await sealedReader(place, key, content).catch(noted);
    return {
      ...reader,
      async *read(from, to) {
        try {
          yield* reader.read(from, to);
        } catch (thrown) {
          noted(thrown);
        }
      },
    };
  }

  /** What is there already may be damaged: the new one, just written, takes its place. */
  async function putInPlace(file: string, content: Content): Promise<void> {
    try {
      await rename(file, placeOf(content));
    } catch (thrown) {
      // Windows replaces none that somebody reads: then that one is as good, or the new one waits.
      if (!(await has(content))) throw thrown;
      if (!(await isWhole(content))) throw new ProblemError('evidence.inUse', undefined, { cause: thrown });
      await rm(file, { force: true });
    }
  }

  /** Reads it from end to end: what can't be read is no good copy. */
  async function isWhole(content: Content): Promise<boolean> {
    try {
      const reader = await read(content);
      if (reader) await readThrough(reader);
      return reader !== null;
    } catch {
      return false;
    }
  }

  async function bytes(content: Content, from: number, to: number): Promise<Buffer<ArrayBuffer> | null> {
    const reader = await read(content);
    return reader && bytesOf(reader, from, to);
  }

  async function adopt(name: string, content: Content): Promise<void> {
    const place = placeOf(content);
    try {
      const parent = path.dirname(place);
      if ((await mkdir(parent, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(path.dirname(parent));
      await putInPlace(incomingFile(name), content);
      await syncFolder(parent);
      broken.delete(place);
    } catch (thrown) {
      throw writeProblem(thrown);
    }
  }

  async function discard(name: string): Promise<void> {
    await rm(incomingFile(name), { force: true });
    await forgetRest(incomingFile(name));
  }

  /** Begins a sealed file with what had come of another when the power went; where it can't, nothing is left of it. */
  async function goOnFrom(part: SealedReader | null, file: string, signal?: AbortSignal): Promise<SealedWriter> {
    try {
      const writer = await sealedWriter(file, key);
      try {
        if (part)
          for await (const piece of whatCame(part)) {
            signal?.throwIfAborted();
            await writer.append(piece);
          }
        await writer.written();
        return writer;
      } catch (thrown) {
        await writer.discard();
        throw thrown;
      }
    } finally {
      await part?.close();
    }
  }

  return {
    begin: (name) => sealedWriter(incomingFile(name), key),
    adopt,
    passingName,
    async resume(content) {
      const name = partName(content);
      const [file, before] = [incomingFile(name), incomingFile(`${name}.before`)];
      // Copied under a key of its own: none seals two different bytes at one place. A crash meanwhile leaves the longer one beside.
      if (await isThere(before)) await rm(file, { force: true });
      else if (await isThere(file)) await rename(file, before);
      const writer = await goOnFrom(await partIn(before, key), file);
      await rm(before, { force: true });
      return { name, writer };
    },
    async keep(bytes) {
      const name = passingName(randomText(nameBytes));
      const writer = await sealedWriter(incomingFile(name), key);
      try {
        await writer.append(bytes);
      } catch (thrown) {
        await writer.discard();
        throw thrown;
      }
      const content = await writer.finish();
      await adopt(name, content);
      return content;
    },
    async recover(name, signal, firstBytes) {
      const rest = await keptRest(incomingFile(name), key);
      const part = await partIn(incomingFile(name), key);
      if (!part && rest?.from !== 0) return null;
      // Its own: one that was given up at a lock may end after the next has begun.
      const whole = passingName(randomText(nameBytes));
      const writer = await goOnFrom(part, incomingFile(whole), signal);
      try {
        if (rest?.from === writer.sizeBytes) await writer.append(rest.bytes);
        if (writer.sizeBytes === 0) return null;
        const content = await writer.finish();
        await adopt(whole, content);
        return { content, first: (await bytes(content, 0, firstBytes)) ?? Buffer.alloc(0) };
      } finally {
        // Nothing of the copy is left but what was adopted: the disk may be full of it.
        await writer.discard();
      }
    },
    async recoverFinished(name, signal, firstBytes) {
      const part = await partIn(incomingFile(name), key);
      if (!part) return null;
      const digest = newDigest();
      let sizeBytes = 0;
      try {
        for await (const piece of whatCame(part)) {
          signal.throwIfAborted();
          digest.update(piece);
          sizeBytes += piece.byteLength;
          giveBack(piece);
        }
      } finally {
        await part.close();
      }
      const content = { sha256: digest.digest('hex'), sizeBytes };
      try {
        // It says of itself that it is this content once it was finished, and never before.
        return { content, first: await bytesOf(await sealedReader(incomingFile(name), key, content), 0, firstBytes) };
      } catch (thrown) {
        if (thrown instanceof SealBroken) return null;
        throw thrown;
      }
    },
    async adoptFinished(name, content) {
      if (!(await isThere(incomingFile(name)))) return false;
      const reader = await sealedReader(incomingFile(name), key, content);
      // What has the place may be as good: it makes room for what is whole alone.
      await ((await has(content)) ? readThrough(reader) : reader.close());
      await adopt(name, content);
      return true;
    },
    has,
    isUsable: async (content) => (await has(content)) && !broken.has(placeOf(content)),
    read,
    bytes,
    async room() {
      const entries = await readdir(path.join(folder, filesName), { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      const sizes = await Promise.all(files.map(async ({ parentPath, name }) => stat(path.join(parentPath, name))));
      return sizes.reduce((sum, { size }) => sum + size, 0);
    },
    release: (content) => rm(placeOf(content), { force: true }),
    async setAside(content) {
      await rename(placeOf(content), incomingFile(partName(content)));
      broken.delete(placeOf(content));
    },
    discard,
  };
}

/** Removes what was left of what is made anew, rests of what is no more, and parts that have come by another way or not come on for long. */
async function removePassing(incomingFolder: string, isWhole: (address: string) => Promise<boolean>): Promise<void> {
  const names = await readdir(incomingFolder);
  for (const name of names) {
    const file = path.join(incomingFolder, name);
    const [address = '', rest] = name.split(partly);
    const isPart = rest !== undefined;
    const isRest = name.endsWith(restEnding) && !names.includes(name.slice(0, -restEnding.length));
    const isTorn = name.endsWith(newEnding);
    const isOld = isPart ? (await isWhole(address)) || (await isForgotten(file)) : name.endsWith(passing);
    const isLeft = isRest || isTorn || isOld;
    if (isLeft) await rm(file, { force: true });
  }
}

async function isForgotten(file: string): Promise<boolean> {
  return Date.now() - (await stat(file)).mtimeMs > partMs;
}

function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** What was cut off while it was written; null where nothing of it is there. */
async function partIn(file: string, key: Uint8Array): Promise<SealedReader | null> {
  if (!(await isThere(file))) return null;
  return sealedReader(file, key, 'unfinished').catch((thrown: unknown) => {
    if (thrown instanceof SealBroken) return null;
    throw thrown;
  });
}

/** Reads it from end to end, and closes it. Throws `SealBroken` where any of it is not as it was written. */
async function readThrough(reader: SealedReader): Promise<void> {
  try {
    for await (const piece of reader.read(0, reader.sizeBytes)) giveBack(piece);
  } finally {
    await reader.close();
  }
}

/** The bytes from `from` up to, without, `to`, as far as there are any; the reader is closed then. */
async function bytesOf(reader: SealedReader, from: number, to: number): Promise<Buffer<ArrayBuffer>> {
  const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(to, reader.sizeBytes) - from));
  let at = 0;
  try {
    for await (const piece of reader.read(from, to)) {
      at += piece.copy(bytes, at);
      giveBack(piece);
    }
  } finally {
    await reader.close();
  }
  return bytes;
}

/** Whole chunks, up to the first that is not. */
async function* whatCame(part: SealedReader): AsyncGenerator<Buffer> {
  try {
    yield* part.read(0, part.sizeBytes);
  } catch (thrown) {
    // The rest never came to the disk. What the disk itself refuses may be read another time.
    if (!(thrown instanceof SealBroken)) throw thrown;
  }
}
