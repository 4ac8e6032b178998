import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, randomInt } from 'node:crypto';
import { ProblemError } from '../shared/problem/problem.ts';

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** What a key derived from the data key is for. */
export type KeyPurpose = 'database' | 'profile' | 'files' | 'signing';

/** A random 256-bit key. */
export function randomKey(): Buffer {
  return randomBytes(keyBytes);
}

/** Random bytes: salts. */
export function randomBuffer(bytes: number): Buffer {
  return randomBytes(bytes);
}

/** Random bytes as base64url text: ids and nonces. */
export function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

/** A random number from 0 on, below a limit. */
export function randomBelow(limit: number): number {
  return randomInt(limit);
}

/** SHA-256 as hexadecimal text. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * HKDF-SHA256 (RFC 5869) without a salt, for one block. Node's own keeps a copy of the secret until the garbage collector comes, which
 * nobody can overwrite.
 */
function derive(secret: Uint8Array, info: string): Buffer {
  const extracted = createHmac('sha256', Buffer.alloc(keyBytes)).update(usable(secret)).digest();
  const key = createHmac('sha256', extracted).update(`minh-tra ${info} 1\u0001`, 'utf8').digest();
  forget(extracted);
  return key;
}

/** The 256-bit key for one purpose, by HKDF-SHA256 from the data key. */
export function keyFor(dataKey: Uint8Array, purpose: KeyPurpose): Buffer {
  return derive(dataKey, purpose);
}

/** A 256-bit key below another key, for one thing of its purpose. */
export function keyBelow(key: Uint8Array, name: string): Buffer {
  return derive(key, name);
}

/** The key-encryption key behind a recovery secret of the server. */
export function recoveryKey(secret: Uint8Array): Buffer {
  return derive(secret, 'recovery');
}

/** AES-256-GCM: nonce, tag and ciphertext in one buffer. `context` must be the same at opening. Throws as `usable`. */
export function seal(key: Uint8Array, plain: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', usable(key), nonce);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** What was sealed, or null when key, context or bytes are not the ones of the sealing. Throws as `usable`. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: string): Buffer | null {
  if (sealed.byteLength < nonceBytes + tagBytes) return null;
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', usable(key), nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    // A stream cipher keeps nothing back for the end: what was sealed is in one buffer, which its caller can overwrite.
    const plain = decipher.update(sealed.subarray(nonceBytes + tagBytes));
    decipher.final();
    return plain;
  } catch {
    return null;
  }
}

const forgotten = new WeakSet<Uint8Array>();

/** Overwrites a key in memory. Copies that the runtime made are out of reach. */
export function forget(key: Uint8Array): void {
  forgotten.add(key);
  key.fill(0);
}

/** The key, for this very use. Throws `database.closed` for one that was overwritten: what is still under way would be sealed with zeros. */
export function usable(key: Uint8Array): Uint8Array {
  if (forgotten.has(key)) throw new ProblemError('database.closed');
  return key;
}
