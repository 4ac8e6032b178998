import { createPublicKey, verify } from 'node:crypto';
import { recordText } from '../../../shared/domain/evidence/chain.ts';
import type { SignedRecord } from '../../../shared/schema/evidence.ts';

/** True when a signature (64 bytes) is that of the bytes, by a raw Ed25519 public key in base64url; false also for what is no key. */
export function isSignatureOf(bytes: Uint8Array, publicKey: string, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, bytes, key, signature);
  } catch {
    return false;
  }
}

/** True when a record is signed by the key that it names. */
export function isSigned({ record, publicKey, signature }: SignedRecord): boolean {
  return isSignatureOf(Buffer.from(recordText(record), 'utf8'), publicKey, Buffer.from(signature, 'base64url'));
}
