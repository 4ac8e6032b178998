import { createPublicKey, verify } from 'node:crypto';
import { recordText } from '../../shared/domain/evidence/chain.ts';
import type { SignedBundle } from '../../shared/protocol/bundles.ts';
import type { SignedRecord } from '../../shared/schema/evidence.ts';
import type { KeyHolder } from '../queries/signing-keys.ts';

/** True when the record was signed by a key of who it says took the original, on the device that it names. */
export function isSignedByTaker(
  { record, publicKey, signature }: SignedRecord,
  holders: ReadonlyMap<string, KeyHolder>,
): boolean {
  const holder = holders.get(publicKey);
  if (holder?.personId !== record.takenBy || holder.deviceId !== record.device) return false;
  return isSignature({ text: recordText(record), publicKey, signature });
}

/** True when the signature (Ed25519, base64url) is that of the text's UTF-8 bytes by this raw public key. */
export function isSignature({ text, publicKey, signature }: SignedBundle): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'));
}
