import { createCipheriv, createDecipheriv } from 'node:crypto';
import { forget, usable } from '../../../sealed/cipher.ts';

/** The two ends of a meeting: who opened it, and who came. */
export type Side = 'leader' | 'member';

/** What two laptops that know each other say, sealed: record for record, each side with a key and a counter of its own. */
export interface MeetingCipher {
  /** The other laptop's signing key. */
  readonly publicKey: string;
  seal(record: Uint8Array): Buffer;
  /** Null for what is not the next record that the other side has sealed. */
  open(sealed: Uint8Array): Buffer | null;
  close(): void;
}

/** By how much a sealed record is longer. */
export const tagBytes = 16;

/** The cipher of one end; takes both keys over. `publicKey`: the other end's. */
export function meetingCipherOf(keys: Readonly<Record<Side, Buffer>>, side: Side, publicKey: string): MeetingCipher {
  const [own, theirs] = side === 'leader' ? [keys.leader, keys.member] : [keys.member, keys.leader];
  let [sealed, opened] = [0, 0];
  return {
    publicKey,
    seal(record) {
      const cipher = createCipheriv('aes-256-gcm', usable(own), nonceOf(sealed++));
      return Buffer.concat([cipher.update(record), cipher.final(), cipher.getAuthTag()]);
    },
    open(bytes) {
      const end = bytes.byteLength - tagBytes;
      if (end < 0) return null;
      const decipher = createDecipheriv('aes-256-gcm', usable(theirs), nonceOf(opened++), {
        authTagLength: tagBytes,
      });
      decipher.setAuthTag(bytes.subarray(end));
      try {
        const plain = decipher.update(bytes.subarray(0, end));
        decipher.final();
        return plain;
      } catch {
        return null;
      }
    },
    close() {
      forget(own);
      forget(theirs);
    },
  };
}

function nonceOf(count: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(count), 4);
  return nonce;
}
