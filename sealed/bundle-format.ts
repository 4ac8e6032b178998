import type { FileHandle } from 'node:fs/promises';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { mostBundles, mostOriginals, mostReceivers } from '../shared/bridge/bundles.ts';
import { ProblemError } from '../shared/problem/problem.ts';
import { SignedBundle } from '../shared/protocol/bundles.ts';
import { FileRef } from '../shared/schema/evidence.ts';
import { Chunks } from './chunks.ts';
import { contentBytes, fileCipherOf, headBytes, isHeadOf, newFileCipher, sealedChunkBytes } from './file-cipher.ts';
import { jsonIn } from './json-in.ts';
import { readAt } from './read-at.ts';
import { WrappedKey } from './sealed-for.ts';
import { writeAt } from './write-at.ts';

/**
 * A file of bundles: `MTB1`, four bytes with the length of a JSON head, the head (the file's key, wrapped for each receiver), then sections:
 * eight bytes with a length, and a sealed file of that length. The first holds the bundles; each of the others an original that the first
 * names, in its order, or nothing where it was not on the sender's laptop.
 */
const mark = Buffer.from('MTB1', 'ascii');
const mostHeadBytes = 1_000_000;
/** Bundles of a whole team, as JSON, on a laptop that has asked for them. */
const mostPayloadBytes = 256 * 1_024 * 1_024;

/** Colleagues' laptops, and the server. */
export const BundleHead = Type.Object(
  { receivers: Type.Array(WrappedKey, { minItems: 1, maxItems: mostReceivers + 1 }) },
  { additionalProperties: false },
);
export type BundleHead = Static<typeof BundleHead>;

export const BundlePayload = Type.Object(
  {
    bundles: Type.Array(SignedBundle, { minItems: 1, maxItems: mostBundles }),
    originals: Type.Array(FileRef, { maxItems: mostOriginals }),
  },
  { additionalProperties: false },
);
export type BundlePayload = Static<typeof BundlePayload>;

/** Where a section's sealed bytes lie. */
export interface Section {
  readonly from: number;
  readonly bytes: number;
}

export function headOf(head: BundleHead): Buffer {
  const text = Buffer.from(JSON.stringify(head), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.byteLength);
  return Buffer.concat([mark, length, text]);
}

/** The head, and where the first section begins. Throws `bundle.broken` for what is no file of bundles. */
export async function readHead(handle: FileHandle): Promise<{ head: BundleHead; next: number }> {
  const start = await readAt(handle, 0, mark.byteLength + 4);
  const length = start.byteLength === mark.byteLength + 4 ? start.readUInt32BE(mark.byteLength) : 0;
  if (!mark.equals(start.subarray(0, mark.byteLength)) || length === 0 || length > mostHeadBytes) throw broken();
  const text = await readAt(handle, start.byteLength, length);
  const head = jsonIn(text);
  if (text.byteLength !== length || !Value.Check(BundleHead, head)) throw broken();
  return { head, next: start.byteLength + length };
}

/** Writes a section at a place; where the next begins. `pieces` are the content's bytes in order. */
export async function writeSection(
  handle: FileHandle,
  at: number,
  key: Uint8Array,
  content: FileRef,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  const cipher = newFileCipher(key);
  try {
    let position = at + 8;
    const put = async (parts: readonly Uint8Array[]) => {
      position += await writeAt(handle, position, parts);
    };
    // The head is bound to the salt of this very cipher, and to the content.
    await put([cipher.sealedHead(content.sha256, content.sizeBytes)]);
    const chunks = new Chunks(cipher);
    let taken = 0;
    for await (const piece of pieces) {
      taken += piece.byteLength;
      for (const sealed of chunks.take(piece)) await put(sealed);
    }
    await put(chunks.end());
    if (taken !== content.sizeBytes) throw new ProblemError('evidence.damaged');
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(position - at - 8));
    await writeAt(handle, at, [length]);
    return position;
  } finally {
    cipher.close();
  }
}

/** An empty section, for an original that is not there; where the next begins. */
export async function writeNothing(handle: FileHandle, at: number): Promise<number> {
  return at + (await writeAt(handle, at, [Buffer.alloc(8)]));
}

/** The sections of a file from a place on. Throws `bundle.broken` where one goes beyond the end, or there are more than any file has. */
export async function sectionsFrom(handle: FileHandle, start: number): Promise<Section[]> {
  const { size } = await handle.stat();
  const sections: Section[] = [];
  for (let at = start; at < size; ) {
    const length = await readAt(handle, at, 8);
    const bytes = length.byteLength === 8 ? Number(length.readBigUInt64BE()) : -1;
    if (bytes < 0 || at + 8 + bytes > size) throw broken();
    if (sections.length > mostOriginals) throw broken();
    sections.push({ from: at + 8, bytes });
    at += 8 + bytes;
  }
  return sections;
}

/** The bytes of a section, opened chunk by chunk. `content`: what it must hold, where that is known. Throws `bundle.broken`. */
export async function* readSection(
  handle: FileHandle,
  { from, bytes }: Section,
  key: Uint8Array,
  content: FileRef | null,
): AsyncGenerator<Buffer, void> {
  const head = await readAt(handle, from, headBytes);
  const cipher = fileCipherOf(key, head);
  if (!cipher) throw broken();
  try {
    const isOther =
      content &&
      (contentBytes(bytes) !== content.sizeBytes || !isHeadOf(cipher, head, content.sha256, content.sizeBytes));
    if (isOther) throw broken();
    const last = Math.ceil((bytes - headBytes) / sealedChunkBytes) - 1;
    for (let index = 0; index <= last; index++) {
      const at = headBytes + index * sealedChunkBytes;
      const sealed = await readAt(handle, from + at, Math.min(sealedChunkBytes, bytes - at));
      const plain = cipher.openChunk(index, index === last, sealed);
      if (!plain) throw broken();
      yield* plain;
    }
  } finally {
    cipher.close();
  }
}

/** The bundles that the first section holds; `mostBytes`: what is read is held in memory several times over. Throws `bundle.tooLarge`. */
export async function readPayload(
  handle: FileHandle,
  section: Section,
  key: Uint8Array,
  mostBytes = mostPayloadBytes,
): Promise<BundlePayload> {
  if (section.bytes > mostBytes) throw new ProblemError('bundle.tooLarge');
  const pieces: Buffer[] = [];
  for await (const piece of readSection(handle, section, key, null)) pieces.push(piece);
  const payload = jsonIn(Buffer.concat(pieces));
  if (!Value.Check(BundlePayload, payload)) throw broken();
  return payload;
}

function broken(): ProblemError {
  return new ProblemError('bundle.broken');
}
