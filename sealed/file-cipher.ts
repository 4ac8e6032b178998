import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  type Hash,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { forget, keyBelow, usable } from './cipher.ts';

/**
 * A sealed file: a head, then the content in chunks of `chunkBytes`, each sealed by itself, so that a long recording is written and
 * read in pieces. Every chunk's nonce is its number and whether it is the last: none can be moved, left out or added at the end.
 * The file's own key comes from its random salt; its seal binds it to the content's SHA-256, so that no file stands for another.
 */
export const chunkBytes = 256 * 1_024;
export const headBytes = 64;
const tagBytes = 16;
/** A chunk is sealed and opened in pieces of so many bytes: of larger buffers the runtime gives the memory back, and every page is fetched anew. */
const pieceBytes = 64 * 1_024;
export const sealedChunkBytes = chunkBytes + tagBytes;

const mark = Buffer.from('MTF1', 'ascii');
const saltBytes = 28;
const sealAt = mark.length + saltBytes;

/** How a file's content lies in its sealed form: both sizes in bytes. Null for a size that no sealed file has. */
export function contentBytes(sealedSizeBytes: number): number | null {
  const body = sealedSizeBytes - headBytes;
  const chunks = Math.ceil(body / sealedChunkBytes);
  const size = body - chunks * tagBytes;
  return body < tagBytes || size < (chunks - 1) * chunkBytes ? null : size;
}

/** What a file that was cut off may hold at most. */
export function mostContentBytes(sealedSizeBytes: number): number {
  const body = Math.max(sealedSizeBytes - headBytes, 0);
  return Math.max(body - Math.ceil(body / sealedChunkBytes) * tagBytes, 0);
}

export function chunkCount(sizeBytes: number): number {
  return Math.max(1, Math.ceil(sizeBytes / chunkBytes));
}

/** Seals and opens the chunks of one file; once it is closed each call throws `database.closed`. */
export interface FileCipher {
  /** The file's head before its content is known: it has no seal yet. */
  readonly openHead: Buffer;
  sealChunk(index: number, isLast: boolean, plain: Uint8Array): Buffer[];
  /** In order; null when the chunk is not the one that was sealed there. */
  openChunk(index: number, isLast: boolean, sealed: Uint8Array): Buffer[] | null;
  /** The head of the whole file, bound to its content. `sha256` is hexadecimal. */
  sealedHead(sha256: string, sizeBytes: number): Buffer;
  close(): void;
}

/** The cipher of a new file. `key` is the vault's for files. */
export function newFileCipher(key: Uint8Array): FileCipher {
  return cipherOf(key, randomBytes(saltBytes));
}

/** The cipher of a file from its head; null when that is the head of no sealed file. */
export function fileCipherOf(key: Uint8Array, head: Uint8Array): FileCipher | null {
  if (head.byteLength < headBytes || !mark.equals(head.subarray(0, mark.length))) return null;
  return cipherOf(key, Buffer.from(head.subarray(mark.length, sealAt)));
}

/** True when the head was sealed for this content; `sha256` is hexadecimal. */
export function isHeadOf(cipher: FileCipher, head: Uint8Array, sha256: string, sizeBytes: number): boolean {
  return head.byteLength === headBytes && timingSafeEqual(cipher.sealedHead(sha256, sizeBytes), head);
}

function cipherOf(key: Uint8Array, salt: Buffer): FileCipher {
  const fileKey = keyBelow(key, `file ${salt.toString('hex')}`);
  const openHead = Buffer.concat([mark, salt, Buffer.alloc(headBytes - sealAt)]);
  const named = openHead.subarray(0, sealAt);
  return {
    openHead,
    sealChunk(index, isLast, plain) {
      const cipher = createCipheriv('aes-256-gcm', usable(fileKey), nonceOf(index, isLast)).setAAD(named);
      const pieces = piecesOf(plain).map((piece) => cipher.update(piece));
      cipher.final();
      return [...pieces, cipher.getAuthTag()];
    },
    openChunk(index, isLast, sealed) {
      if (sealed.byteLength < tagBytes) return null;
      const end = sealed.byteLength - tagBytes;
      const decipher = createDecipheriv('aes-256-gcm', usable(fileKey), nonceOf(index, isLast), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(named).setAuthTag(sealed.subarray(end));
      try {
        const plain = piecesOf(sealed.subarray(0, end)).map((piece) => decipher.update(piece));
        decipher.final();
        return plain;
      } catch {
        return null;
      }
    },
    sealedHead(sha256, sizeBytes) {
      const seal = createHmac('sha256', usable(fileKey))
        .update(named)
        .update(`content ${sha256} ${sizeBytes}`, 'utf8')
        .digest();
      return Buffer.concat([named, seal]);
    },
    close: () => forget(fileKey),
  };
}

function piecesOf(bytes: Uint8Array): Uint8Array[] {
  const count = Math.ceil(bytes.byteLength / pieceBytes);
  return Array.from({ length: count }, (_, nth) => bytes.subarray(nth * pieceBytes, (nth + 1) * pieceBytes));
}

function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 4);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** A running SHA-256 of what is written. */
export function newDigest(): Hash {
  return createHash('sha256');
}

/** Under which name a content lies on the disk: whoever has the file itself can't look whether it is here. */
export function addressOf(key: Uint8Array, sha256: string): string {
  return createHmac('sha256', usable(key)).update(`address ${sha256}`, 'utf8').digest('hex');
}
