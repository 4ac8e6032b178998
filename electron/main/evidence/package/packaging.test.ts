import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { exhibitNumber, keyFile } from '../../../../shared/domain/evidence/package.ts';
import type { Manifest } from '../../../../shared/protocol/evidence-package.ts';
import type { SignedRecord } from '../../../../shared/schema/evidence.ts';
import { packageInput, type TestingOriginals, testingOriginals } from './testing-package.ts';

const run = promisify(execFile);
const contents = [Buffer.from('Bảng giá cước\n'), randomBytes(900_000), randomBytes(300)];

let laptop: TestingOriginals;
let taken: SignedRecord[];

beforeEach(async () => {
  laptop = await testingOriginals();
  taken = [];
  for (const [place, name] of ['bảng giá.txt', 'CON', 'ảnh ba.jpg'].entries()) {
    taken.push(await laptop.take(contents[place] ?? Buffer.alloc(1), name));
  }
});
afterEach(() => laptop.close());

const order = (own: Partial<Parameters<TestingOriginals['evidence']['packaging']['write']>[1]> = {}) => ({
  ...{ program: '0.1.0', choose: async () => path.join(laptop.folder, 'out.zip'), onProgress: () => undefined },
  ...own,
});

/** Unpacks a package as any program does. */
async function unpacked(file: string): Promise<string> {
  const folder = path.join(laptop.folder, 'unpacked');
  const zip = await yauzl.openPromise(file);
  for await (const entry of zip.eachEntry()) {
    const place = path.join(folder, entry.fileName);
    await mkdir(path.dirname(place), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(place));
  }
  return folder;
}

async function manifestIn(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'));
}

/** Changes a byte of the sealed file of an original. */
async function damage(signed: SignedRecord): Promise<void> {
  const entries = await readdir(path.join(laptop.folder, 'evidence/files'), { recursive: true, withFileTypes: true });
  for (const { parentPath, name } of entries.filter((entry) => entry.isFile())) {
    const file = path.join(parentPath, name);
    const bytes = await readFile(file);
    if (bytes.byteLength < signed.record.sizeBytes) continue;
    bytes[bytes.byteLength >> 1] = (bytes[bytes.byteLength >> 1] ?? 0) ^ 1;
    await writeFile(file, bytes);
  }
}

describe('an evidence package', () => {
  it('is checked by sha256sum and openssl', async () => {
    const folder = await unpacked(await laptop.pack(packageInput(taken)));
    const { stdout } = await run('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder });
    expect(stdout.trim().split('\n')).toHaveLength(3 + 3 * 2 + 1 + 3);
    expect(stdout).not.toContain('FAILED');
    const verify = (key: string, file: string, signature: string) =>
      run('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', key, '-rawin', '-in', file, '-sigfile', signature], {
        cwd: folder,
      });
    const key = keyFile(taken[0]?.publicKey ?? '');
    for (const number of [1, 2, 3].map(exhibitNumber)) {
      const { stdout: said } = await verify(key, `records/${number}.json`, `records/${number}.sig`);
      expect(said).toContain('Signature Verified Successfully');
    }
    expect((await verify(key, 'manifest.json', 'manifest.sig')).stdout).toContain('Successfully');
    await writeFile(path.join(folder, 'records/001.json'), `${await readFile(path.join(folder, 'records/001.json'))} `);
    await expect(verify(key, 'records/001.json', 'records/001.sig')).rejects.toThrow();
  });

  it('holds the originals as they were taken, under names that every file system takes, and says what it is', async () => {
    const folder = await unpacked(await laptop.pack(packageInput(taken)));
    expect((await readdir(folder, { recursive: true })).filter((name) => name.startsWith('originals/')).sort()).toEqual(
      ['originals/001-bảng giá.txt', 'originals/002-minh-tra CON', 'originals/003-ảnh ba.jpg'],
    );
    expect(await readFile(path.join(folder, 'originals/001-bảng giá.txt'))).toEqual(contents[0]);
    expect(await readFile(path.join(folder, 'originals/002-minh-tra CON'))).toEqual(contents[1]);
    expect(await manifestIn(folder)).toMatchObject({
      format: 'minh-tra-evidence-package',
      version: 1,
      case: { number: '12/2026' },
      exported: {
        ...{ by: { id: 'p-an', name: 'Nguyễn Thị An' }, device: 'device-1', program: '0.1.0' },
        ...{ at: '2026-11-27T09:00:00+07:00', deviceMs: Date.UTC(2026, 10, 27, 2), clockOffsetMs: 250 },
      },
      exhibits: [{ number: 1, place: 'Quầy số 2' }, { number: 2 }, { number: 3 }],
      chainFaults: [],
    });
    const guide = await readFile(path.join(folder, 'HUONG-DAN.html'), 'utf8');
    expect(guide).toContain('Công ty &lt;b&gt;Bưu chính&lt;/b&gt; &amp; &quot;Sao&quot;');
    expect(guide).not.toMatch(/<b>|<script|https?:|\{\{/);
    for (const { record } of taken) expect(guide).toContain(record.sha256);
  });

  it('goes without originals that are away or withdrawn, and says so; their records keep the chain whole', async () => {
    const withdrawn = { by: { id: 'p-an', name: 'An' }, at: '', reason: 'chụp nhầm' };
    const input = packageInput(taken, { 0: { absence: 'away' }, 1: { absence: 'withdrawn', withdrawn } });
    const folder = await unpacked(await laptop.pack(input));
    expect(await readdir(path.join(folder, 'originals'))).toEqual(['003-ảnh ba.jpg']);
    expect(await manifestIn(folder)).toMatchObject({
      exhibits: [{ original: { notIncluded: 'away' } }, { original: { notIncluded: 'withdrawn' }, withdrawn }, {}],
      chainFaults: [],
    });
    await run('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder });
  });

  it('names what was wrong with the chains when it was made', async () => {
    const [first, , third] = taken as [SignedRecord, SignedRecord, SignedRecord];
    const folder = await unpacked(await laptop.pack(packageInput([first, third])));
    expect((await manifestIn(folder)).chainFaults).toMatchObject([{ kind: 'missing', sequence: 2 }]);
  });

  it('is not made of an original that is damaged or away: nothing is left where it was to be', async () => {
    const [, second] = taken as [SignedRecord, SignedRecord];
    const files = await readdir(laptop.folder);
    await damage(second);
    const input = packageInput(taken);
    expect(await laptop.evidence.packaging.write(input, order())).toEqual({
      kind: 'damaged',
      evidenceId: second.record.evidenceId,
    });
    await laptop.evidence.store.release(second.record);
    expect(await laptop.evidence.packaging.write(input, order())).toMatchObject({ kind: 'away' });
    expect(await readdir(laptop.folder)).toEqual(files);
  });

  it('is given up by the person, and by the lock', async () => {
    const files = await readdir(laptop.folder);
    const input = packageInput([await laptop.take(randomBytes(30_000_000), 'video.mp4')]);
    const { packaging } = laptop.evidence;
    expect(await packaging.write(input, order({ choose: async () => null }))).toEqual({ kind: 'givenUp' });
    let told = 0;
    const onProgress = () => {
      told += 1;
      packaging.cancel();
    };
    expect(await packaging.write(input, order({ onProgress }))).toEqual({ kind: 'givenUp' });
    expect(told).toBeGreaterThan(0);
    const closing: Promise<void>[] = [];
    const locked = packaging.write(input, order({ onProgress: () => void closing.push(packaging.close()) }));
    expect(await locked).toEqual({ kind: 'givenUp' });
    await Promise.all(closing);
    expect(await packaging.write(input, order())).toEqual({ kind: 'givenUp' });
    expect(await readdir(laptop.folder)).toEqual(files);
  });

  it('tells how far it has come, up to the end', async () => {
    const input = packageInput([await laptop.take(randomBytes(20_000_000), 'video.mp4')]);
    const told: number[] = [];
    await laptop.evidence.packaging.write(input, order({ onProgress: ({ bytes }) => told.push(bytes) }));
    expect(told.length).toBeGreaterThan(3);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(20_000_000);
  });

  it('says when the place takes no file', async () => {
    const nowhere = order({ choose: async () => path.join(laptop.folder, 'no such folder', 'out.zip') });
    await expect(laptop.evidence.packaging.write(packageInput(taken), nowhere)).rejects.toMatchObject({
      code: 'file.refused',
    });
  });
});
