import { createPublicKey, verify } from 'node:crypto';

/** True when the signature (Ed25519, base64url) is that of the text's UTF-8 bytes by this raw public key, base64url. */
export function isSignature(text: string, publicKey: string, signature: string): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'));
}
