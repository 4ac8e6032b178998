import type { OpenedBundle } from '../../../shared/bridge/bundles.ts';
import { bundleSigningText } from '../../../shared/domain/bundle/signing.ts';
import type { SignedBundle } from '../../../shared/protocol/bundles.ts';
import { isSignatureOf } from '../vault/public-key.ts';

/** A bundle with whether its signature is that of the key that it names. */
export function openBundle(signed: SignedBundle): OpenedBundle {
  const { text, publicKey, signature } = signed;
  const bytes = Buffer.from(bundleSigningText(text), 'utf8');
  return { signed, isSigned: isSignatureOf(bytes, publicKey, Buffer.from(signature, 'base64url')) };
}
