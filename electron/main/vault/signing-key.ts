import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import path from 'node:path';
import { forget, keyBelow, randomKey, seal, unseal } from '../../../sealed/cipher.ts';
import { publicHalfOf, sealingKeyOf, unwrap, type WrappedKey } from '../../../sealed/sealed-for.ts';
import { readBytes, writeDurably } from '../files/durable-file.ts';
import type { OpenVault } from './open-vault.ts';

/** What this person's records on this laptop are signed with (Ed25519, RFC 8032). */
export interface SigningKey {
  /** The raw public key, base64url. */
  readonly publicKey: string;
  /** Signature over the text's UTF-8 bytes, base64url. The private key is in memory for as long as this takes. */
  sign(text: string): Promise<string>;
  /** The raw public key (X25519) to which colleagues seal what is meant for this person here, base64url. */
  readonly sealingKey: string;
  /** The key that was wrapped for it; null where that was another. */
  unwrap(wrapped: WrappedKey): Promise<Buffer | null>;
}

const fileName = 'signing-key.sealed';
const context = (personId: string) => `minh-tra signing key 1 ${personId}`;
/** PKCS #8 of an Ed25519 key (RFC 8410), before its 32 bytes. */
const signingHead = Buffer.from('302e020100300506032b657004220420', 'hex');
const rawBytes = 32;

/** The signing key of an open vault, opened when it is first asked for; what failed is tried again. */
export function signingKeyOf(vault: OpenVault): () => Promise<SigningKey> {
  let opening: Promise<SigningKey> | null = null;
  return () => {
    opening ??= openSigningKey(vault).catch((thrown: unknown) => {
      opening = null;
      throw thrown;
    });
    return opening;
  };
}

/** Opens the person's signing key, or makes one. A file that was changed gives way to a new key: the server is told of each. */
async function openSigningKey(vault: OpenVault): Promise<SigningKey> {
  const file = path.join(vault.folder, fileName);
  const seed = (await readSeed(vault, file)) ?? (await makeSeed(vault, file));
  const publicKey = rawPublicKey(signingKeyIn(seed));
  const sealingKey = publicHalfOf(sealingKeyIn(seed));
  forget(seed);
  const heldSeed = async () => {
    const held = await readSeed(vault, file);
    if (!held) throw new Error('The signing key is gone');
    return held;
  };
  return {
    publicKey,
    sealingKey,
    async sign(text) {
      const held = await heldSeed();
      const signature = sign(null, Buffer.from(text, 'utf8'), signingKeyIn(held));
      forget(held);
      return signature.toString('base64url');
    },
    async unwrap(wrapped) {
      if (wrapped.receiver !== sealingKey) return null;
      const held = await heldSeed();
      const privateKey = sealingKeyIn(held);
      forget(held);
      return unwrap(privateKey, wrapped);
    },
  };
}

async function readSeed(vault: OpenVault, file: string): Promise<Buffer | null> {
  const sealed = await readBytes(file);
  const key = vault.keyFor('signing');
  const seed = sealed && unseal(key, sealed, context(vault.personId));
  forget(key);
  return seed?.byteLength === rawBytes ? seed : null;
}

async function makeSeed(vault: OpenVault, file: string): Promise<Buffer> {
  const seed = randomKey();
  const key = vault.keyFor('signing');
  const sealed = seal(key, seed, context(vault.personId));
  forget(key);
  await writeDurably(file, sealed);
  return seed;
}

function signingKeyIn(seed: Buffer): KeyObject {
  return privateKeyOf(signingHead, seed);
}

/** Derived: whoever has a signing key has this as well, and neither tells anything of the other. */
function sealingKeyIn(seed: Buffer): KeyObject {
  const derived = keyBelow(seed, 'sealing');
  const key = sealingKeyOf(derived);
  forget(derived);
  return key;
}

function privateKeyOf(head: Buffer, bytes: Buffer): KeyObject {
  const der = Buffer.concat([head, bytes]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  forget(der);
  return key;
}

function rawPublicKey(key: KeyObject): string {
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return der.subarray(-rawBytes).toString('base64url');
}
