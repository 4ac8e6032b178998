import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import yazl from 'yazl';
import {
  packageInput,
  type TestingOriginals,
  testingOriginals,
} from '../../electron/main/evidence/package/testing-package.ts';
import { keyFile } from '../../shared/domain/evidence/package.ts';
import { reportData, reportLines } from './report.ts';
import { verifyPackage } from './verify-package.ts';

const program = path.join(import.meta.dirname, '../start/verify.ts');
const original = 'originals/001-ảnh một.jpg';
const other = 'originals/002-giá.txt';

let laptop: TestingOriginals;
let whole: string;
let files: Map<string, Buffer>;

beforeAll(async () => {
  laptop = await testingOriginals();
  const taken = [
    await laptop.take(randomBytes(200_000), 'ảnh một.jpg'),
    await laptop.take(Buffer.from('Giá cước 1\n'), 'giá.txt'),
    await laptop.take(Buffer.from('Giá cước 2\n'), 'giá.txt'),
  ];
  whole = await laptop.pack(packageInput(taken));
  files = new Map();
  const zip = await yauzl.openPromise(whole);
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece);
    files.set(entry.fileName, Buffer.concat(pieces));
  }
});
afterAll(() => laptop.close());

interface Part {
  readonly name: string;
  readonly content: Buffer;
  readonly mode?: number;
  readonly compress?: boolean;
}

const parts = (): Part[] => [...files].map(([name, content]) => ({ name, content }));

/** A zip of these. */
async function zipOf(all: readonly Part[]): Promise<string> {
  const zip = new yazl.ZipFile();
  for (const { name, content, mode = 0o100644, compress = false } of all)
    zip.addBuffer(content, name, { mode, compress });
  zip.end();
  const file = path.join(laptop.folder, `${randomBytes(6).toString('hex')}.zip`);
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

/** The package with one file exchanged. */
const exchanged = (name: string, change: (content: Buffer) => Buffer) =>
  zipOf(parts().map((part) => (part.name === name ? { ...part, content: change(part.content) } : part)));
const altered = (content: Buffer) => {
  const copy = Buffer.from(content);
  const at = copy.byteLength >> 1;
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

/** The whole package, with the same number of bytes in place of others wherever they stand. */
async function patched(from: string, to: string): Promise<string> {
  expect(Buffer.byteLength(from)).toBe(Buffer.byteLength(to));
  const bytes = await readFile(whole);
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at);
  const file = path.join(laptop.folder, `${randomBytes(6).toString('hex')}.zip`);
  await writeFile(file, bytes);
  return file;
}

async function faultsOf(file: string): Promise<readonly unknown[]> {
  const verification = await verifyPackage(file);
  if (verification.verdict === 'unjudged') return [verification.reason];
  expect(verification.verdict).toBe(verification.faults.length === 0 ? 'whole' : 'wrong');
  return verification.faults;
}

function verify(...args: string[]): Promise<{ code: unknown; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, said: stdout + stderr }),
    );
  });
}

describe('a package', () => {
  it('is whole as it was written, and when it was packed again with compression and folders', async () => {
    expect(await faultsOf(whole)).toEqual([]);
    const again = parts().map((part) => ({ ...part, compress: true }));
    expect(await faultsOf(await zipOf(again))).toEqual([]);
  });

  it.each([
    ['a byte of an original is altered', original, [{ kind: 'fileAltered', file: original }]],
    ['a byte of a record is altered', 'records/002.json', [{ kind: 'fileAltered', file: 'records/002.json' }]],
    ['a signature is altered', 'records/002.sig', [{ kind: 'fileAltered', file: 'records/002.sig' }]],
    ['the page is altered', 'HUONG-DAN.html', [{ kind: 'fileAltered', file: 'HUONG-DAN.html' }]],
    ['the sums are altered', 'SHA256SUMS', [{ kind: 'sums' }]],
    ["the manifest's signature is altered", 'manifest.sig', [{ kind: 'manifestSignature' }, { kind: 'sums' }]],
  ])('shows that %s', async (_, name, faults) => {
    expect(await faultsOf(await exchanged(name, altered))).toEqual(faults);
  });

  it('shows a word that was changed in the manifest, and a manifest that was spoilt', async () => {
    const said = (from: string, to: string) =>
      exchanged('manifest.json', (content) => Buffer.from(content.toString('utf8').replace(from, to)));
    expect(await faultsOf(await said('Quầy số 2', 'Quầy số 3'))).toEqual([
      { kind: 'manifestSignature' },
      { kind: 'sums' },
    ]);
    expect(await faultsOf(await said('"exhibits"', '"exhibit"'))).toEqual([{ kind: 'manifestBroken' }]);
    expect(await faultsOf(await said('{', '['))).toEqual([{ kind: 'manifestBroken' }]);
  });

  it('shows what was taken out: a file alone, or an exhibit with its line', async () => {
    const without = (...names: string[]) => zipOf(parts().filter(({ name }) => !names.includes(name)));
    expect(await faultsOf(await without(other))).toEqual([{ kind: 'fileMissing', file: other }]);
    const gone = ['records/002.json', 'records/002.sig', other];
    const manifest = JSON.parse(String(files.get('manifest.json')));
    manifest.exhibits.splice(1, 1);
    const left = parts()
      .filter(({ name }) => !gone.includes(name))
      .map((part) =>
        part.name === 'manifest.json' ? { ...part, content: Buffer.from(JSON.stringify(manifest)) } : part,
      );
    expect(await faultsOf(await zipOf(left))).toMatchObject([
      { kind: 'manifestSignature' },
      { kind: 'sums' },
      { kind: 'chain', fault: { kind: 'missing', sequence: 2 }, known: false },
    ]);
  });

  it('shows what was added or exchanged', async () => {
    const added = { name: 'originals/004-x.exe', content: Buffer.from('x') };
    expect(await faultsOf(await zipOf([...parts(), added]))).toEqual([{ kind: 'fileUnlisted', file: added.name }]);
    expect(await faultsOf(await exchanged(original, () => randomBytes(200_000)))).toEqual([
      { kind: 'fileAltered', file: original },
    ]);
    expect(await faultsOf(await exchanged(other, () => Buffer.from('khác')))).toEqual([
      { kind: 'fileSize', file: other },
    ]);
  });

  it('shows another key, and a manifest that somebody else signed', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const pem = Buffer.from(String(publicKey.export({ type: 'spki', format: 'pem' })));
    const manifest = JSON.parse(String(files.get('manifest.json')));
    const keyName = keyFile(manifest.publicKey);
    expect(await faultsOf(await exchanged(keyName, () => pem))).toEqual([{ kind: 'fileAltered', file: keyName }]);
    manifest.exhibits[0].signed.record.fileName = 'khác.jpg';
    const text = Buffer.from(JSON.stringify(manifest));
    const swap = new Map([
      ['manifest.json', text],
      ['manifest.sig', sign(null, text, privateKey)],
    ]);
    const swapped = parts().map((part) => ({ ...part, content: swap.get(part.name) ?? part.content }));
    expect(await faultsOf(await zipOf(swapped))).toMatchObject([
      { kind: 'manifestSignature' },
      { kind: 'sums' },
      { kind: 'fileSize', file: 'records/001.json' },
      { kind: 'chain', fault: { kind: 'signature' } },
      { kind: 'chain', fault: { kind: 'broken' } },
    ]);
  });

  it('shows two files of one name, links, and names that lead elsewhere', async () => {
    const twice = { name: other, content: Buffer.from('Giá cước 9\n') };
    expect(await faultsOf(await zipOf([...parts(), twice]))).toEqual([{ kind: 'fileTwice', file: other }]);
    const link = parts().map((part) => (part.name === other ? { ...part, mode: 0o120777 } : part));
    expect(await faultsOf(await zipOf(link))).toEqual([{ kind: 'fileKind', file: other }]);
    for (const to of ['../../../../x-giá.txt', '/riginals/002-giá.txt', 'C:iginals/002-giá.txt']) {
      const fitted = to.padEnd(other.length, '_');
      const faults = await faultsOf(await patched(other, fitted));
      expect(faults).toContainEqual({ kind: 'fileName', file: fitted });
    }
  });

  it('reads no more of a file than was signed, whatever the zip promises', async () => {
    const zeros = Buffer.alloc(50_000_000);
    const bomb = parts().map((part) => (part.name === other ? { ...part, content: zeros, compress: true } : part));
    const file = await zipOf(bomb);
    expect(await faultsOf(file)).toEqual([{ kind: 'fileSize', file: other }]);
    // The same, and the zip says that the file is as long as the record asks for.
    const bytes = await readFile(file);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(zeros.byteLength);
    const said = Buffer.alloc(4);
    said.writeUInt32LE(files.get(other)?.byteLength ?? 0);
    for (let at = bytes.indexOf(length); at >= 0; at = bytes.indexOf(length, at + 1)) said.copy(bytes, at);
    await writeFile(file, bytes);
    expect(await faultsOf(file)).toEqual([{ kind: 'fileUnreadable', file: other }]);
  });

  it('is not judged when it was cut off, is no zip, not ours, newer, or not there', async () => {
    const cut = await zipOf(parts());
    await truncate(cut, 100_000);
    expect(await faultsOf(cut)).toEqual(['noZip']);
    const text = path.join(laptop.folder, 'ảnh.jpg');
    await writeFile(text, randomBytes(1_000));
    expect(await faultsOf(text)).toEqual(['noZip']);
    expect(await faultsOf(laptop.folder)).toEqual(['noZip']);
    expect(await faultsOf(await zipOf([{ name: 'a.txt', content: Buffer.from('a') }]))).toEqual(['notOurs']);
    const foreign = { name: 'manifest.json', content: Buffer.from('{"format":"other"}') };
    expect(await faultsOf(await zipOf([foreign]))).toEqual(['notOurs']);
    const newer = await exchanged('manifest.json', (content) =>
      Buffer.from(content.toString('utf8').replace('"version": 1', '"version": 2')),
    );
    expect(await faultsOf(newer)).toEqual(['newer']);
    expect(await faultsOf(path.join(laptop.folder, 'nothing.zip'))).toEqual(['noFile']);
  });
});

describe('npm run verify', () => {
  it('ends with 0, 1 or 2, and says why, in Vietnamese or English', async () => {
    const sound = await verify(whole);
    expect(sound.said).toContain('Vụ việc: 12/2026');
    expect(sound.said).toContain('KẾT LUẬN: KHỚP.');
    expect(sound.code).toBe(0);
    const wrong = await verify(await exchanged(original, altered), '--lang', 'en');
    expect(wrong.said).toContain(`${original}: its content is not what was signed; it was altered or exchanged.`);
    expect(wrong.said).toContain('VERDICT: IT DOES NOT MATCH.');
    expect(wrong.code).toBe(1);
    expect(await verify(program)).toMatchObject({ code: 2, said: expect.stringContaining('KHÔNG KIỂM TRA ĐƯỢC') });
    for (const args of [[], [whole, whole], [whole, '--lang', 'fr'], [whole, '--all']]) {
      expect(await verify(...args)).toMatchObject({ code: 2, said: expect.stringContaining('Usage') });
    }
  });

  it('answers as JSON', async () => {
    const { code, said } = await verify('--json', await exchanged(original, altered));
    expect(code).toBe(1);
    expect(JSON.parse(said)).toMatchObject({
      ...{ verdict: 'wrong', case: { number: '12/2026' }, exhibits: 3, originals: 3 },
      faults: [{ kind: 'fileAltered', file: original, words: expect.stringContaining('đã bị sửa') }],
    });
  });

  it('prints nothing that moves the cursor, and a line for whatever can be wrong', async () => {
    const verification = await verifyPackage(whole);
    if (verification.verdict === 'unjudged') throw new Error('unjudged');
    const { manifest } = verification;
    const evidenceId = manifest?.exhibits[0]?.signed.record.evidenceId ?? '';
    const faults = [
      ...(['fileTwice', 'fileName', 'fileKind', 'fileUnreadable', 'fileMissing', 'fileUnlisted'] as const).map(
        (kind) => ({ kind, file: '\u001b[2Jx' }) as const,
      ),
      ...(['sums', 'overlap', 'manifestBroken', 'manifestSignature'] as const).map((kind) => ({ kind }) as const),
      ...(['exhibitTwice', 'otherCase'] as const).map((kind) => ({ kind, number: 1 }) as const),
      ...(['broken', 'signature', 'key'] as const).map(
        (kind) => ({ kind: 'chain', fault: { kind, evidenceId }, known: true }) as const,
      ),
      { kind: 'chain', fault: { kind: 'twice', chainId: 'chain', sequence: 2 }, known: false } as const,
    ];
    for (const language of ['vi', 'en'] as const) {
      const lines = reportLines({ verdict: 'wrong', manifest, faults }, language);
      expect(lines.join('\n')).not.toMatch(/(?!\n)\p{Cc}|\{\{|undefined/u);
      expect(lines.filter((line) => line.startsWith('  - '))).toHaveLength(faults.length);
      expect(reportLines({ verdict: 'wrong', manifest: null, faults }, language).length).toBeGreaterThan(faults.length);
    }
    expect(reportData({ verdict: 'unjudged', reason: 'newer' }, 'en')).toMatchObject({
      words: expect.stringContaining('newer'),
    });
  });
});
