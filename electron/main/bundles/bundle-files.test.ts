import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chunkBytes } from '../../../sealed/file-cipher.ts';
import { publicHalfOf, sealingKeyOf } from '../../../sealed/sealed-for.ts';
import { type EvidenceStore, openEvidenceStore } from '../evidence/evidence-store.ts';
import { openVault } from '../vault/open-vault.ts';
import { type SigningKey, signingKeyOf } from '../vault/signing-key.ts';
import { type BundleFiles, openBundleFiles } from './bundle-files.ts';

interface Colleague {
  readonly store: EvidenceStore;
  readonly key: SigningKey;
  readonly files: BundleFiles;
}

let folder: string;
let an: Colleague;
let binh: Colleague;
let chi: Colleague;
let file: string;
let serverKey: string | null = null;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-bundles-'));
  [an, binh, chi] = [await colleague('an'), await colleague('binh'), await colleague('chi')];
  file = path.join(folder, 'Hồ sơ.minhtra');
});
afterEach(async () => {
  for (const { files } of [an, binh, chi]) await files.close();
  await rm(folder, { recursive: true, force: true });
});

async function colleague(personId: string): Promise<Colleague> {
  const own = path.join(folder, personId);
  const store = await openEvidenceStore(own, randomBytes(32));
  const key = await signingKeyOf(openVault(personId, own, randomBytes(32)))();
  return { store, key, files: openBundleFiles(store, key, () => serverKey) };
}

async function keep({ store }: Colleague, bytes: Buffer) {
  return store.keep(bytes);
}

/** A file of An's for these receivers, with originals of hers. */
async function write(
  receivers: readonly Colleague[],
  originals: Awaited<ReturnType<typeof keep>>[] = [],
  toServer = false,
) {
  const bundles = [await an.files.sign('{"rows":[],"words":"Niêm yết thiếu"}')];
  const input = {
    suggestedName: '',
    bundles,
    receivers: receivers.map(({ key }) => key.sealingKey),
    toServer,
    originals,
  };
  const fileId = await an.files.begin(input, file);
  for (const content of originals) await an.files.add(fileId, content);
  expect(await an.files.finish(fileId)).toBe(file);
  return bundles;
}

describe('a file of bundles', () => {
  it('is read by each of its receivers, and by nobody else', async () => {
    const bundles = await write([binh, chi]);
    for (const { files } of [binh, chi]) {
      const opened = await files.read(file);
      expect(opened).toMatchObject({ bundles: [{ signed: bundles[0], isSigned: true }], originals: [] });
    }
    await expect(an.files.read(file)).rejects.toMatchObject({ code: 'bundle.elsewhere' });
    expect((await readFile(file)).includes('Niêm yết')).toBe(false);
    expect((await readdir(folder)).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('is for the server where that is chosen, and told of to whoever can’t open it', async () => {
    serverKey = publicHalfOf(sealingKeyOf(randomBytes(32)));
    await write([], [], true);
    await expect(binh.files.read(file)).rejects.toMatchObject({ code: 'bundle.forServer' });
    await write([binh], [], true);
    expect((await binh.files.read(file)).bundles).toHaveLength(1);
    serverKey = null;
    await expect(write([], [], true)).rejects.toMatchObject({ code: 'request.invalid' });
    expect(an.files.knowsServer()).toBe(false);
  });

  it('tells of a bundle whether it is signed by the key that it names', async () => {
    const [signed] = await write([binh]);
    if (!signed) throw new Error('no bundle');
    const forged = { ...signed, publicKey: chi.key.publicKey };
    const input = {
      suggestedName: '',
      bundles: [forged],
      receivers: [binh.key.sealingKey],
      toServer: false,
      originals: [],
    };
    await an.files.finish(await an.files.begin(input, file));
    expect((await binh.files.read(file)).bundles).toEqual([{ signed: forged, isSigned: false }]);
  });

  it('carries originals, of whatever size, each byte as it was', async () => {
    const sizes = [1, chunkBytes, chunkBytes + 1, 3 * chunkBytes];
    const originals = await Promise.all(sizes.map((size) => keep(an, randomBytes(size))));
    await write([binh], originals);
    const { fileId, originals: there } = await binh.files.read(file);
    expect(there).toEqual(originals);
    for (const content of originals) {
      expect(await binh.files.takeOriginal(fileId, content)).toBe(true);
      const bytes = await binh.store.bytes(content, 0, content.sizeBytes);
      expect(
        createHash('sha256')
          .update(bytes ?? '')
          .digest('hex'),
      ).toBe(content.sha256);
    }
    // Again, it is there already.
    expect(await binh.files.takeOriginal(fileId, originals[0] ?? { sha256: '', sizeBytes: 0 })).toBe(true);
  });

  it('says which originals its sender did not have', async () => {
    const there = await keep(an, randomBytes(9));
    const away = { sha256: 'a'.repeat(64), sizeBytes: 5 };
    await write([binh], [away, there]);
    const { fileId, originals } = await binh.files.read(file);
    expect(originals).toEqual([there]);
    expect(await binh.files.takeOriginal(fileId, away)).toBe(false);
  });

  it('is refused whole when it is none, cut off, or another byte stands in its bundles', async () => {
    await write([binh]);
    const whole = await readFile(file);
    const broken = { code: 'bundle.broken' };
    for (const bytes of [Buffer.from('PK'), Buffer.alloc(0), whole.subarray(0, -1), whole.subarray(0, 40)]) {
      await writeFile(file, bytes);
      await expect(binh.files.read(file)).rejects.toMatchObject(broken);
    }
    for (const at of [whole.byteLength - 40, whole.byteLength - 1]) {
      const altered = Buffer.from(whole);
      altered[at] = (altered[at] ?? 0) ^ 1;
      await writeFile(file, altered);
      await expect(binh.files.read(file)).rejects.toMatchObject(broken);
    }
    await expect(binh.files.read(path.join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'bundle.unreadable' });
  });

  it('gives no original in which a byte is another, and keeps nothing of it', async () => {
    const content = await keep(an, randomBytes(chunkBytes * 2));
    await write([binh], [content]);
    const altered = await readFile(file);
    const at = altered.byteLength - 100;
    altered[at] = (altered[at] ?? 0) ^ 1;
    await writeFile(file, altered);
    const { fileId, bundles } = await binh.files.read(file);
    expect(bundles).toHaveLength(1);
    await expect(binh.files.takeOriginal(fileId, content)).rejects.toMatchObject({ code: 'bundle.broken' });
    expect(await binh.store.has(content)).toBe(false);
  });

  it('leaves nothing behind when it is given up, or can’t be written', async () => {
    const input = {
      suggestedName: '',
      bundles: await write([binh]),
      receivers: [binh.key.sealingKey],
      toServer: false,
      originals: [],
    };
    const other = path.join(folder, 'another.minhtra');
    await an.files.discard(await an.files.begin(input, other));
    expect((await readdir(folder)).filter((name) => name.startsWith('another'))).toEqual([]);
    const nowhere = path.join(folder, 'no', 'such', 'folder.minhtra');
    await expect(an.files.begin(input, nowhere)).rejects.toMatchObject({ code: 'file.refused' });
  });
});
