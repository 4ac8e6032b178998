import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemOf } from '../../shared/problem/problem.ts';
import { type EvidenceFiles, evidenceFiles, type NamedFile } from './evidence-files.ts';

let folder: string;
let files: EvidenceFiles;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-files-'));
  files = evidenceFiles(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function named(bytes: Buffer, own: Partial<NamedFile> = {}): NamedFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { scope: 'song-mai', sha256, sizeBytes: bytes.byteLength, sender: 'p-an', ...own };
}

const append = (file: NamedFile, at: number, ...pieces: readonly Buffer[]) =>
  files.append(file, at, Readable.from(pieces));

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
    await files.forgetIncoming(Date.now() - 60_000);
    expect(await files.received(named(bytes))).toBe(10);
    await files.forgetIncoming(Date.now() + 60_000);
    expect(await readdir(path.join(folder, 'incoming'))).toEqual([]);
  });
});
