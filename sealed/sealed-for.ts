import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { PublicKey } from '../shared/schema/evidence.ts';
import { forget, keyBelow, seal, unseal } from './cipher.ts';

/** A key that only who has the private half of `receiver` (X25519) opens; everything base64url. */
export const WrappedKey = Type.Object(
  {
    receiver: PublicKey,
    ephemeral: PublicKey,
    wrapped: Type.String({ minLength: 80, maxLength: 80, pattern: '^[\\w-]+$' }),
  },
  { additionalProperties: false },
);
export type WrappedKey = Static<typeof WrappedKey>;

/** PKCS #8 of an X25519 key (RFC 8410), before its 32 bytes. */
const sealingHead = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** The private key (X25519) of these 32 bytes, to whose public half others seal. */
export function sealingKeyOf(bytes: Uint8Array): KeyObject {
  const der = Buffer.concat([sealingHead, bytes]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  forget(der);
  return key;
}

/** The public half of a sealing key, raw, base64url. */
export function publicHalfOf(privateKey: KeyObject): string {
  return rawOf(createPublicKey(privateKey));
}

/** Wraps a 256-bit key for a receiver under a key pair made for this alone (X25519, HKDF-SHA256, AES-256-GCM). */
export function wrapFor(receiver: string, key: Uint8Array): WrappedKey {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const ephemeral = rawOf(publicKey);
  const wrapping = agreedKey(privateKey, receiver, ephemeral, receiver);
  const wrapped = seal(wrapping, key, 'bundle').toString('base64url');
  forget(wrapping);
  return { receiver, ephemeral, wrapped };
}

/** The key that was wrapped for the public half of `privateKey`; null when it was wrapped for another, or changed. */
export function unwrap(privateKey: KeyObject, { receiver, ephemeral, wrapped }: WrappedKey): Buffer | null {
  const wrapping = agreedOrNull(privateKey, ephemeral, receiver);
  if (!wrapping) return null;
  const key = unseal(wrapping, Buffer.from(wrapped, 'base64url'), 'bundle');
  forget(wrapping);
  return key;
}

/** With a key that is none, of a low order for one, nobody agrees. */
function agreedOrNull(privateKey: KeyObject, ephemeral: string, receiver: string): Buffer | null {
  try {
    return agreedKey(privateKey, ephemeral, ephemeral, receiver);
  } catch {
    return null;
  }
}

function agreedKey(privateKey: KeyObject, other: string, ephemeral: string, receiver: string): Buffer {
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: other }, format: 'jwk' });
  const secret = diffieHellman({ privateKey, publicKey });
  const key = keyBelow(secret, `wrap ${ephemeral} ${receiver}`);
  forget(secret);
  return key;
}

function rawOf(publicKey: KeyObject): string {
  return String(publicKey.export({ format: 'jwk' }).x);
}
