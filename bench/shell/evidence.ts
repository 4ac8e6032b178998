import { randomFillSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, type FileHandle, mkdir, open } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openChainHeads } from '../../electron/main/evidence/chain-heads.ts';
import { type EvidenceStore, openEvidenceStore } from '../../electron/main/evidence/evidence-store.ts';
import { openIntakeNotes } from '../../electron/main/evidence/intake-notes.ts';
import { openOutgoing } from '../../electron/main/evidence/outgoing.ts';
import type { Content } from '../../electron/main/evidence/sealed-writer.ts';
import { giveBack } from '../../electron/main/files/give-back.ts';
import type { ServerRequest } from '../../electron/main/server/central-server.ts';
import type { SealedOriginal } from '../window/shell.ts';

const key = Buffer.alloc(32, 0x5e);
/** As the window posts it. */
const sliceBytes = 8 * 1_048_576;

/** One original, sealed by the product's own store beside a plain file of the same bytes. Each call gives the milliseconds that it took. */
export function benchEvidence(dataFolder: string, ask: (request: ServerRequest) => Promise<Response>) {
  const folder = path.join(dataFolder, 'evidence');
  const plain = path.join(folder, 'plain');
  const copy = path.join(folder, 'copy');
  let store: EvidenceStore | null = null;

  async function opened(): Promise<EvidenceStore> {
    store ??= await openEvidenceStore(folder, key);
    return store;
  }

  async function read(content: Content): Promise<AsyncIterable<Buffer>> {
    const reader = await (await opened()).read(content);
    if (!reader) throw new Error('the original is not there');
    return reader.read(0, content.sizeBytes);
  }

  return {
    /** A plain file of bytes that no file had before. */
    async makePlain(sizeBytes: number): Promise<void> {
      await mkdir(folder, { recursive: true });
      const handle = await open(plain, 'w');
      const slice = Buffer.alloc(sliceBytes);
      for (let at = 0; at < sizeBytes; at += sliceBytes) {
        await handle.write(randomFillSync(slice), 0, Math.min(sliceBytes, sizeBytes - at), at);
      }
      await handle.sync();
      await handle.close();
    },
    async sealPlain(name: string): Promise<SealedOriginal> {
      const into = await opened();
      const handle = await open(plain, 'r');
      const began = performance.now();
      const writer = await into.begin(name);
      for await (const slice of slicesOf(handle)) await writer.append(slice);
      const content = await writer.finish();
      await into.adopt(name, content);
      const ms = performance.now() - began;
      await handle.close();
      return { ...content, ms };
    },
    async copyPlain(): Promise<number> {
      const began = performance.now();
      await copyFile(plain, copy);
      const handle = await open(copy, 'r+');
      await handle.sync();
      await handle.close();
      return performance.now() - began;
    },
    async readSealed({ sha256, sizeBytes }: SealedOriginal): Promise<number> {
      const began = performance.now();
      return counted(await read({ sha256, sizeBytes }), sizeBytes, began);
    },
    readPlain(sizeBytes: number): Promise<number> {
      const began = performance.now();
      return counted(createReadStream(plain, { highWaterMark: 1_048_576 }), sizeBytes, began);
    },
    async sendSealed(evidenceId: string, { sha256, sizeBytes }: SealedOriginal): Promise<number> {
      const notes = await openIntakeNotes(path.join(folder, 'notes'), key);
      const heads = await openChainHeads(path.join(folder, 'chains'), key, notes);
      const outgoing = openOutgoing({ store: await opened(), notes, heads, ask });
      const sent = (from: number | null) =>
        outgoing.send({ evidenceId, part: 'original', content: { sha256, sizeBytes }, from });
      const began = performance.now();
      for (let at = await sent(null); at < sizeBytes; ) at = await sent(at);
      return performance.now() - began;
    },
    async putPlain(url: string): Promise<number> {
      const began = performance.now();
      const asked = request(url, { method: 'PUT' });
      const answered = new Promise<void>((resolve, reject) => {
        asked.once('error', reject);
        asked.once('response', (response) => {
          response.resume().once('end', resolve);
        });
      });
      await Promise.all([pipeline(createReadStream(plain, { highWaterMark: 1_048_576 }), asked), answered]);
      return performance.now() - began;
    },
    async dropSealed(original: SealedOriginal): Promise<void> {
      await (await opened()).release(original);
    },
  };
}

/** A file in slices, each of which is good until the next is asked for: that is read meanwhile. */
async function* slicesOf(handle: FileHandle): AsyncGenerator<Buffer> {
  const read = (slice: Buffer) => handle.read(slice, 0, sliceBytes, null);
  let [slice, other] = [Buffer.alloc(sliceBytes), Buffer.alloc(sliceBytes)];
  let coming = read(slice);
  for (;;) {
    const { bytesRead } = await coming;
    if (bytesRead === 0) return;
    coming = read(other);
    yield slice.subarray(0, bytesRead);
    [slice, other] = [other, slice];
  }
}

/** Reads to the end; since `began`, in milliseconds. */
async function counted(pieces: AsyncIterable<Buffer>, sizeBytes: number, began: number): Promise<number> {
  let read = 0;
  for await (const piece of pieces) {
    read += piece.byteLength;
    giveBack(piece);
  }
  if (read !== sizeBytes) throw new Error(`${read} of ${sizeBytes} bytes were read`);
  return performance.now() - began;
}
