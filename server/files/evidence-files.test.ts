import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemOf } from '../../shared/problem/problem.ts';
import { type EvidenceFiles, evidenceFiles, type NamedFile } from './evidence-files.ts';
import type { FileLocks } from './file-turns.ts';

let folder: string;
let files: EvidenceFiles;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-files-'));
  held = new Set();
  files = evidenceFiles(folder, locks);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** As in a database: what another instance holds is not to be had. */
let held: Set<string>;
const locks: FileLocks = {
  acquire: async (name) => !held.has(name) && held.add(name).has(name),
  release: async (name) => void held.delete(name),
  onLost: () => undefined,
};

function named(bytes: Buffer, own: Partial<NamedFile> = {}): NamedFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { scope: 'song-mai', sha256, sizeBytes: bytes.byteLength, sender: 'p-an', ...own };
}

const append = (file: NamedFile, at: number, ...pieces: readonly Buffer[]) =>
  files.append(file, at, Readable.from(pieces));

/** How much of the one file that is on its way lies on the disk: nobody who writes is told. */
async function incomingBytes(): Promise<number> {
  const [name = ''] = await readdir(path.join(folder, 'incoming')).catch(() => []);
  return (await stat(path.join(folder, 'incoming', name)).catch(() => null))?.size ?? 0;
}

/** A file that had come to its last byte, and was not put in its place, when the power went; `there` is what lies on the disk. */
async function leftAtItsEnd(bytes: Buffer, there: Buffer): Promise<NamedFile> {
  const file = named(bytes);
  await append(file, 0, bytes.subarray(0, 20_000));
  const [name = ''] = await readdir(path.join(folder, 'incoming'));
  await writeFile(path.join(folder, 'incoming', name), there);
  return file;
}

async function bytesOf(file: NamedFile, from = 0, to = file.sizeBytes): Promise<Buffer | null> {
  const read = await files.read(file, from, to);
  return read && Buffer.concat(await read.toArray());
}

const code = (work: Promise<unknown>) => work.then(String, (thrown: unknown) => problemOf(thrown).code);

describe('a file that comes in', () => {
  it('is there once all of it has come, whole and by range', async () => {
    const bytes = randomBytes(300_000);
    const file = named(bytes);
    expect(await files.received(file)).toBe(0);
    expect(await append(file, 0, bytes.subarray(0, 100_000))).toBe(100_000);
    expect(await files.read(file, 0, 10)).toBeNull();
    expect(await files.received(file)).toBe(100_000);
    expect(await append(file, 100_000, bytes.subarray(100_000))).toBe(300_000);
    expect(await bytesOf(file)).toEqual(bytes);
    expect(await bytesOf(file, 299_000, 300_000)).toEqual(bytes.subarray(299_000));
    expect(await append(file, 300_000)).toBe(300_000);
  });

  it('goes on from where it was cut off', async () => {
    const bytes = randomBytes(300_000);
    const file = named(bytes);
    async function* cut() {
      yield bytes.subarray(0, 65_536);
      yield bytes.subarray(65_536, 131_072);
      throw new Error('the network is gone');
    }
    await expect(files.append(file, 0, Readable.from(cut()))).rejects.toThrow();
    const came = await files.received(file);
    expect(came).toBeGreaterThan(0);
    expect(await code(append(file, came - 1, bytes.subarray(came - 1)))).toBe('upload.outOfStep');
    expect(await append(file, came, bytes.subarray(came))).toBe(300_000);
    expect(await bytesOf(file)).toEqual(bytes);
  });

  it('that came to its last byte before the power went is there once anybody asks', async () => {
    const bytes = randomBytes(50_000);
    const file = await leftAtItsEnd(bytes, bytes);
    expect(await files.received(file)).toBe(50_000);
    expect(await bytesOf(file)).toEqual(bytes);
  });

  it('that came to its last byte, and is not what was named, comes anew', async () => {
    const bytes = randomBytes(50_000);
    const file = await leftAtItsEnd(bytes, randomBytes(50_000));
    expect(await files.received(file)).toBe(0);
    expect(await append(file, 0, bytes)).toBe(50_000);
    expect(await bytesOf(file)).toEqual(bytes);
  });

  it('that is not what was named leaves nothing behind', async () => {
    const bytes = randomBytes(1_000);
    const file = named(bytes);
    const other = Buffer.from(bytes);
    other[500] = (other[500] ?? 0) ^ 1;
    expect(await code(append(file, 0, other))).toBe('evidence.otherContent');
    expect(await files.received(file)).toBe(0);
    expect(await append(file, 0, bytes)).toBe(1_000);
  });

  it('that is longer than was named is cut short', async () => {
    const bytes = randomBytes(1_000);
    const file = named(bytes);
    expect(await code(append(file, 0, bytes, randomBytes(1)))).toBe('request.tooLarge');
    expect(await files.received(file)).toBeLessThanOrEqual(1_000);
  });

  it('is written by one at a time: who comes again ends the one before, and goes on from there', async () => {
    const bytes = randomBytes(300_000);
    const file = named(bytes);
    const slow = new PassThrough();
    const first = code(files.append(file, 0, slow));
    slow.write(bytes.subarray(0, 100_000));
    await expect.poll(incomingBytes).toBe(100_000);
    const second = append(file, 100_000, bytes.subarray(100_000));
    expect(await first).toBe('upload.outOfStep');
    expect(await second).toBe(300_000);
    // What the first one sends later goes nowhere.
    slow.write(randomBytes(100_000));
    expect(await bytesOf(file)).toEqual(bytes);
  });

  it('is ended by the question how much of it has come: the number stands', async () => {
    const bytes = randomBytes(300_000);
    const file = named(bytes);
    const slow = new PassThrough();
    const first = code(files.append(file, 0, slow));
    slow.write(bytes.subarray(0, 100_000));
    await expect.poll(incomingBytes).toBe(100_000);
    expect(await files.received(file)).toBe(100_000);
    slow.write(bytes.subarray(100_000, 200_000));
    expect(await first).toBe('upload.outOfStep');
    expect(await append(file, 100_000, bytes.subarray(100_000))).toBe(300_000);
    expect(await bytesOf(file)).toEqual(bytes);
  });

  it('that another instance writes is out of step here until it has done', async () => {
    const bytes = randomBytes(1_000);
    const other = evidenceFiles(folder, locks);
    const slow = new PassThrough();
    const first = other.append(named(bytes), 0, slow);
    slow.write(bytes.subarray(0, 400));
    await expect.poll(incomingBytes).toBe(400);
    expect(await code(files.received(named(bytes)))).toBe('upload.outOfStep');
    expect(await code(append(named(bytes), 400, bytes.subarray(400)))).toBe('upload.outOfStep');
    slow.end();
    expect(await first).toBe(400);
    // Of what it did not hash itself it reads the whole.
    expect(await append(named(bytes), 400, bytes.subarray(400))).toBe(1_000);
    expect(await bytesOf(named(bytes))).toEqual(bytes);
  });

  it('is whole though an instance that stood still, and has lost its lock, goes on with it', async () => {
    const ofB = new Set<string>();
    const another: FileLocks = {
      acquire: async (name) => !ofB.has(name) && ofB.add(name).has(name),
      release: async (name) => void ofB.delete(name),
      onLost: () => undefined,
    };
    const other = evidenceFiles(folder, another);
    const bytes = randomBytes(300_000);
    const file = named(bytes);
    const [here, there] = [new PassThrough(), new PassThrough()];
    const first = code(files.append(file, 0, here));
    await expect.poll(() => readdir(path.join(folder, 'incoming')).catch(() => [])).toHaveLength(1);
    const second = other.append(file, 0, there);
    there.write(bytes.subarray(0, 200_000));
    await expect.poll(incomingBytes).toBe(200_000);
    here.end(bytes.subarray(0, 100_000));
    expect(await first).toBe('100000');
    there.end(bytes.subarray(200_000));
    expect(await second).toBe(300_000);
    expect(await bytesOf(file)).toEqual(bytes);
  });

  it('that was exchanged for another while nobody wrote is not taken for what was hashed', async () => {
    const bytes = randomBytes(1_000);
    await append(named(bytes), 0, bytes.subarray(0, 400));
    const [incoming = ''] = await readdir(path.join(folder, 'incoming'));
    await rm(path.join(folder, 'incoming', incoming));
    await writeFile(path.join(folder, 'incoming', incoming), randomBytes(400));
    expect(await code(append(named(bytes), 400, bytes.subarray(400)))).toBe('evidence.otherContent');
  });

  it('is nobody else’s to spoil: what another sends under its name comes beside it', async () => {
    const bytes = randomBytes(1_000);
    await append(named(bytes, { sender: 'p-binh' }), 0, randomBytes(400));
    expect(await files.received(named(bytes))).toBe(0);
    expect(await append(named(bytes), 0, bytes)).toBe(1_000);
    // It is there for everybody now.
    expect(await files.received(named(bytes, { sender: 'p-binh' }))).toBe(1_000);
  });

  it('is in its own unit alone', async () => {
    const bytes = randomBytes(1_000);
    await append(named(bytes), 0, bytes);
    expect(await files.received(named(bytes, { scope: 'hoa-ban' }))).toBe(0);
  });

  it('that nobody has sent on is forgotten after a time', async () => {
    const bytes = randomBytes(1_000);
    await append(named(bytes), 0, bytes.subarray(0, 10));
    await files.forget(Date.now() - 60_000, '.brought');
    expect(await files.received(named(bytes))).toBe(10);
    await files.forget(Date.now() + 60_000, '.brought');
    expect(await readdir(path.join(folder, 'incoming'))).toEqual([]);
  });

  it('that is whole is read at any place, and stays where it is not of what passes', async () => {
    const bytes = randomBytes(1_000);
    const brought = named(bytes, { scope: '.brought' });
    for (const file of [named(bytes), brought]) await append(file, 0, bytes);
    const handle = await files.open(brought);
    expect((await handle?.read(Buffer.alloc(10), 0, 10, 500))?.buffer).toEqual(bytes.subarray(500, 510));
    await handle?.close();
    await files.forget(Date.now() + 60_000, '.brought');
    expect([await files.open(brought), await bytesOf(named(bytes))]).toEqual([null, bytes]);
    await files.remove(named(bytes));
    expect(await bytesOf(named(bytes))).toBeNull();
  });
});
