import { createHash, randomBytes } from 'node:crypto';
import {
  copyFile,
  type FileHandle,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chunkBytes, headBytes, sealedChunkBytes } from '../../../sealed/file-cipher.ts';
import { problemOf } from '../../../shared/problem/problem.ts';
import { type EvidenceStore, openEvidenceStore } from './evidence-store.ts';

const key = Buffer.alloc(32, 7);
const going = new AbortController().signal;
let folder: string;
let store: EvidenceStore;
let incoming: string;
/** What every open file has its ways to write from. */
let fileHandle: FileHandle;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-store-'));
  store = await openEvidenceStore(folder, key);
  incoming = path.join(folder, 'incoming');
  const any = await open(folder);
  fileHandle = Object.getPrototypeOf(any);
  await any.close();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function take(name: string, bytes: Buffer) {
  const writer = await store.begin(name);
  await writer.append(bytes);
  const content = await writer.finish();
  await store.adopt(name, content);
  return content;
}

async function bytesOf(content: { sha256: string; sizeBytes: number }): Promise<Buffer | null> {
  const reader = await store.read(content);
  if (!reader) return null;
  const parts: Buffer[] = [];
  for await (const part of reader.read(0, reader.sizeBytes)) parts.push(part);
  await reader.close();
  return Buffer.concat(parts);
}

async function recover(name: string, from = store) {
  const found = await from.recover(name, going, 100);
  if (found) expect(found.first).toEqual((await bytesOf(found.content))?.subarray(0, 100));
  return found?.content ?? null;
}

const filesIn = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

describe('the store of originals', () => {
  it('gives back what it took in, once however often, under a name that says nothing', async () => {
    const bytes = randomBytes(700_000);
    const content = await take('one', bytes);
    expect(await take('two', bytes)).toEqual(content);
    expect(await bytesOf(content)).toEqual(bytes);
    const [file, ...others] = await filesIn();
    expect(others).toEqual([]);
    expect(file?.name).toMatch(/^[0-9a-f]{64}$/);
    expect(file?.name).not.toBe(content.sha256);
    expect(await readdir(incoming)).toEqual([]);
  });

  it('keeps a small content in one go, and removes what a crash left of one', async () => {
    const bytes = randomBytes(30_000);
    const content = await store.keep(bytes);
    expect(await bytesOf(content)).toEqual(bytes);
    await writeFile(path.join(incoming, 'cut.passing'), randomBytes(100));
    await openEvidenceStore(folder, key);
    expect(await readdir(incoming)).toEqual([]);
  });

  it('knows what is here, and gives its room back', async () => {
    const content = await take('one', randomBytes(10));
    expect(await store.has(content)).toBe(true);
    await store.release(content);
    expect(await store.has(content)).toBe(false);
    expect(await store.read(content)).toBeNull();
  });

  it('takes over a recording that was cut off, as far as it came to the disk', async () => {
    const bytes = randomBytes(3 * chunkBytes + 100);
    const writer = await store.begin('recording');
    await writer.append(bytes);
    await writer.finish();
    const file = path.join(folder, 'incoming', 'recording');
    await truncate(file, headBytes + 2 * sealedChunkBytes + 50);
    expect(await readdir(incoming)).toEqual(['recording']);
    const content = await recover('recording');
    const there = bytes.subarray(0, 2 * chunkBytes);
    expect(content).toEqual({ sha256: createHash('sha256').update(there).digest('hex'), sizeBytes: there.byteLength });
    expect(content && (await bytesOf(content))).toEqual(there);
    // It stays until it is signed for: taken over again it is the same.
    expect(await recover('recording')).toEqual(content);
    await store.discard('recording');
    expect(await readdir(incoming)).toEqual([]);
  });

  it('takes over what filled no chunk as well, where it was kept', async () => {
    const bytes = randomBytes(chunkBytes + 1_000);
    const writer = await store.begin('recording');
    for (const part of [bytes.subarray(0, 700), bytes.subarray(700, chunkBytes), bytes.subarray(chunkBytes)]) {
      await writer.append(part);
      await writer.keepRest();
    }
    // The program is killed: another opens the same folder.
    const again = await openEvidenceStore(folder, key);
    const content = await recover('recording', again);
    expect(content?.sizeBytes).toBe(bytes.byteLength);
    expect(content && (await bytesOf(content))).toEqual(bytes);
    await again.discard('recording');
    expect(await readdir(incoming)).toEqual([]);
  });

  it('takes over what was kept beside a file of which nothing else came to the disk', async () => {
    const bytes = randomBytes(700);
    const writer = await store.begin('recording');
    await writer.append(bytes);
    await writer.keepRest();
    await truncate(path.join(incoming, 'recording'), 10);
    const content = await recover('recording');
    expect(content && (await bytesOf(content))).toEqual(bytes);
  });

  it('takes over of a sound of a few seconds what was kept of it, and leaves no rest behind that is finished, given up or alone', async () => {
    const writer = await store.begin('sound');
    await writer.append(Buffer.from('một câu'));
    await writer.keepRest();
    const content = await recover('sound');
    expect(content && (await bytesOf(content))?.toString('utf8')).toBe('một câu');
    await store.discard('sound');
    for (const end of ['finish', 'discard'] as const) {
      const other = await store.begin('other');
      await other.append(randomBytes(50));
      await other.keepRest();
      await other[end]();
      await store.discard('other');
    }
    await writeFile(path.join(incoming, 'alone.rest'), randomBytes(50));
    await openEvidenceStore(folder, key);
    expect(await readdir(incoming)).toEqual([]);
  });

  it('takes over one that was whole, when the power went before it had its place', async () => {
    const bytes = randomBytes(chunkBytes + 5);
    const writer = await store.begin('whole');
    await writer.append(bytes);
    const content = await writer.finish();
    expect(await recover('whole')).toEqual(content);
    expect(await bytesOf(content)).toEqual(bytes);
  });

  it('leaves what is given up in the middle, or what the disk does not give now, for another time', async () => {
    const bytes = randomBytes(20 * chunkBytes);
    const writer = await store.begin('recording');
    await writer.append(bytes);
    await writer.finish();
    const giving = new AbortController();
    const reads = vi.spyOn(fileHandle, 'read').mockImplementationOnce(function (this: FileHandle, ...args) {
      giving.abort(new Error('given up'));
      reads.mockRestore();
      return (this.read as (...all: unknown[]) => never)(...args);
    });
    await expect(store.recover('recording', giving.signal, 100)).rejects.toThrow('given up');
    let nth = 0;
    const broken = vi.spyOn(fileHandle, 'read').mockImplementation(async function (this: FileHandle, ...args) {
      nth += 1;
      if (nth > 2) throw Object.assign(new Error('a bad sector'), { code: 'EIO' });
      broken.mockRestore();
      const read = await (this.read as (...all: unknown[]) => Promise<never>)(...args);
      vi.spyOn(fileHandle, 'read').mockRejectedValue(Object.assign(new Error('a bad sector'), { code: 'EIO' }));
      return read;
    });
    await expect(recover('recording')).rejects.toThrow('a bad sector');
    vi.restoreAllMocks();
    expect(await readdir(incoming)).toEqual(['recording']);
    const content = await recover('recording');
    expect(content && (await bytesOf(content))).toEqual(bytes);
  });

  it('sets aside what can no longer be opened, and goes on from nothing', async () => {
    const bytes = randomBytes(3 * chunkBytes);
    const content = await take('one', bytes);
    const [file] = await filesIn();
    await truncate(path.join(file?.parentPath ?? '', file?.name ?? ''), headBytes + sealedChunkBytes + 10);
    await store.setAside(content);
    expect(await store.has(content)).toBe(false);
    const { name, writer } = await store.resume(content);
    // What of it is good is not brought again.
    await writer.append(bytes.subarray(writer.sizeBytes));
    expect(writer.sizeBytes).toBe(bytes.byteLength);
    expect(await writer.finish()).toEqual(content);
    await store.adopt(name, content);
    expect(await bytesOf(content)).toEqual(bytes);
  });

  it('puts what is brought again in the place of a copy that is damaged, and asks for none while it is whole', async () => {
    const bytes = randomBytes(3 * chunkBytes);
    const content = await take('one', bytes);
    expect(await store.isUsable(content)).toBe(true);
    const [file] = await filesIn();
    const place = path.join(file?.parentPath ?? '', file?.name ?? '');
    const sealed = await readFile(place);
    sealed[headBytes + sealedChunkBytes + 7] = (sealed[headBytes + sealedChunkBytes + 7] ?? 0) ^ 1;
    await writeFile(place, sealed);
    await expect(bytesOf(content)).rejects.toThrow('evidence.damaged');
    expect([await store.has(content), await store.isUsable(content)]).toEqual([true, false]);
    expect(await take('again', bytes)).toEqual(content);
    expect(await store.isUsable(content)).toBe(true);
    expect(await bytesOf(content)).toEqual(bytes);
  });

  it('takes over what was finished and had no place yet, and nothing of what was cut off before', async () => {
    const bytes = randomBytes(chunkBytes + 5);
    const finished = await store.begin('finished');
    await finished.append(bytes);
    const content = await finished.finish();
    const cut = await store.begin('cut');
    await cut.append(bytes);
    await cut.leave();
    // It stays where it is until it is signed for, and is found there again.
    for (let time = 0; time < 2; time += 1)
      expect(await store.recoverFinished('finished', going, 100)).toEqual({ content, first: bytes.subarray(0, 100) });
    expect(await store.has(content)).toBe(false);
    expect(await store.adoptFinished('finished', content)).toBe(true);
    expect(await bytesOf(content)).toEqual(bytes);
    expect([await store.recoverFinished('cut', going, 100), await store.recoverFinished('none', going, 100)]).toEqual([
      null,
      null,
    ]);
  });

  it('leaves a good copy in its place where the one that waits for it is damaged', async () => {
    const bytes = randomBytes(3 * chunkBytes);
    const content = await take('one', bytes);
    const waiting = await store.begin('waiting');
    await waiting.append(bytes);
    await waiting.finish();
    const file = path.join(incoming, 'waiting');
    const sealed = await readFile(file);
    sealed[headBytes + sealedChunkBytes + 7] = (sealed[headBytes + sealedChunkBytes + 7] ?? 0) ^ 1;
    await writeFile(file, sealed);
    await expect(store.adoptFinished('waiting', content)).rejects.toThrow('evidence.damaged');
    expect(await bytesOf(content)).toEqual(bytes);
  });

  it('says that a damaged copy is in use where the system replaces none that is read', async () => {
    const bytes = randomBytes(3 * chunkBytes);
    const content = await take('one', bytes);
    const [file] = await filesIn();
    const place = path.join(file?.parentPath ?? '', file?.name ?? '');
    // In place of a folder no file is put: as Windows does of a file that is open.
    await rm(place);
    await mkdir(place);
    const again = await store.begin('again');
    await again.append(bytes);
    await again.finish();
    await expect(store.adopt('again', content)).rejects.toThrow('evidence.inUse');
    await rm(place, { recursive: true });
    expect(await store.adoptFinished('again', content)).toBe(true);
    expect(await bytesOf(content)).toEqual(bytes);
  });

  it('has nothing of one that never came to the disk', async () => {
    await (await store.begin('nothing')).append(randomBytes(100));
    expect(await recover('nothing')).toBeNull();
  });

  it('goes on with what has come, and keeps it where there is no room for more', async () => {
    const bytes = randomBytes(3 * chunkBytes);
    const content = { sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.byteLength };
    const first = await store.resume(content);
    await first.writer.append(bytes.subarray(0, 2 * chunkBytes + 50));
    await first.writer.leave();
    const full = vi.spyOn(fileHandle, 'writev').mockImplementation(async function (this: FileHandle, ...args) {
      if (args[1] !== 0) throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
      return this.write(Buffer.concat(args[0] as Buffer[]), 0, undefined, 0) as never;
    });
    expect(await store.resume(content).catch((thrown) => problemOf(thrown).code)).toBe('database.diskFull');
    full.mockRestore();
    const second = await store.resume(content);
    expect(second.writer.sizeBytes).toBe(2 * chunkBytes);
    await second.writer.append(bytes.subarray(2 * chunkBytes));
    expect(await second.writer.finish()).toEqual(content);
    await store.adopt(second.name, content);
    expect(await bytesOf(content)).toEqual(bytes);
    expect(await readdir(incoming)).toEqual([]);
  });

  it('forgets a part that nobody has brought on for long', async () => {
    const part = await store.resume({ sha256: 'a'.repeat(64), sizeBytes: 9 });
    await part.writer.leave();
    await openEvidenceStore(folder, key);
    expect(await readdir(incoming)).toEqual([part.name]);
    const longAgo = new Date(Date.now() - 61 * 24 * 60 * 60_000);
    await utimes(path.join(incoming, part.name), longAgo, longAgo);
    await openEvidenceStore(folder, key);
    expect(await readdir(incoming)).toEqual([]);
  });

  it('does not take one file for another that was put in its place', async () => {
    const [one, two] = [await take('one', randomBytes(50)), await take('two', randomBytes(50))];
    const files = await filesIn();
    const [first, second] = files.map(({ parentPath, name }) => path.join(parentPath, name)) as [string, string];
    await copyFile(first, second);
    const read = await Promise.allSettled([bytesOf(one), bytesOf(two)]);
    expect(read.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await readFile(first)).equals(await readFile(second))).toBe(true);
  });
});
