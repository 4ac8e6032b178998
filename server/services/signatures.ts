import { createPublicKey, verify } from 'node:crypto';
import { recordText } from '../../shared/domain/evidence/chain.ts';
import type { SignedRecord } from '../../shared/schema/evidence.ts';
import type { KeyHolder } from '../queries/signing-keys.ts';

/** True when the record was signed by a key of who it says took the original, on the device that it names. */
export function isSignedByTaker(
  { record, publicKey, signature }: SignedRecord,
  holders: ReadonlyMap<string, KeyHolder>,
): boolean {
  const holder = holders.get(publicKey);
  if (holder?.personId !== record.takenBy || holder.deviceId !== record.device) return false;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, Buffer.from(recordText(record), 'utf8'), key, Buffer.from(signature, 'base64url'));
}
