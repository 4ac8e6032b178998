import { createHash } from 'node:crypto';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { headOf, writeNothing, writeSection } from '../../sealed/bundle-format.ts';
import { randomKey } from '../../sealed/cipher.ts';
import { wrapFor } from '../../sealed/sealed-for.ts';
import type { BroughtRef } from '../../shared/protocol/brought-files.ts';
import type { SignedBundle } from '../../shared/protocol/bundles.ts';

/** A file of bundles as a laptop writes it, with these originals; null for one that was not on it. */
export async function broughtFile(
  receivers: readonly string[],
  bundles: readonly SignedBundle[],
  originals: readonly { readonly sha256: string; readonly sizeBytes: number; readonly bytes: Buffer | null }[] = [],
): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-brought-'));
  const file = path.join(folder, 'file');
  const handle = await open(file, 'wx+');
  try {
    const key = randomKey();
    const head = headOf({ receivers: receivers.map((receiver) => wrapFor(receiver, key)) });
    await handle.write(head, 0, head.byteLength, 0);
    const named = originals.map(({ sha256, sizeBytes }) => ({ sha256, sizeBytes }));
    const payload = Buffer.from(JSON.stringify({ bundles, originals: named }), 'utf8');
    let at = await writeSection(handle, head.byteLength, key, refOf(payload), [payload]);
    for (const { bytes, ...content } of originals) {
      at = bytes ? await writeSection(handle, at, key, content, [bytes]) : await writeNothing(handle, at);
    }
    return await readFile(file);
  } finally {
    await handle.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** By what it holds. */
export function refOf(bytes: Buffer): BroughtRef {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.byteLength };
}
