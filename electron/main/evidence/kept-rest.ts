import { rm } from 'node:fs/promises';
import path from 'node:path';
import { seal, unseal } from '../../../sealed/cipher.ts';
import { readBytes, writeDurably } from '../files/durable-file.ts';

/** Ends the name of what is kept beside a file that is being written. */
export const restEnding = '.rest';
const offsetBytes = 8;

/**
 * What of a recording fills no chunk yet, sealed beside its file: of a sound that is a minute. It is written anew whenever more comes; a
 * chunk could not be, under the same nonce.
 */
export interface KeptRest {
  /** After how many bytes it goes on. */
  readonly from: number;
  readonly bytes: Buffer;
}

const fileOf = (file: string) => `${file}${restEnding}`;
const context = (file: string) => `minh-tra rest 1 ${path.basename(file)}`;

/** Durable when this resolves. Throws what `writeDurably` throws. */
export async function keepRest(file: string, key: Uint8Array, from: number, bytes: Uint8Array): Promise<void> {
  const head = Buffer.alloc(offsetBytes);
  head.writeBigUInt64BE(BigInt(from));
  await writeDurably(fileOf(file), seal(key, Buffer.concat([head, bytes]), context(file)));
}

/** Null where nothing was kept, or nothing that was sealed here. Throws what the disk says, as while another program holds the file. */
export async function keptRest(file: string, key: Uint8Array): Promise<KeptRest | null> {
  const sealed = await readBytes(fileOf(file));
  const plain = sealed && unseal(key, sealed, context(file));
  if (!plain || plain.byteLength < offsetBytes) return null;
  return { from: Number(plain.readBigUInt64BE()), bytes: plain.subarray(offsetBytes) };
}

export function forgetRest(file: string): Promise<void> {
  return rm(fileOf(file), { force: true });
}
