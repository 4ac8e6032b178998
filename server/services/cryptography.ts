import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { hash as hashPassword, verify as verifyPassword } from '@node-rs/argon2';
import { jwtVerify, SignJWT } from 'jose';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { publicHalfOf, sealingKeyOf, unwrap, type WrappedKey } from '../../sealed/sealed-for.ts';
import { canonicalText } from '../../shared/domain/revision.ts';

/** Every key, hash and token of the server is made and checked in this one file. */

const issuer = 'minh-tra';
const algorithm = 'HS256';
const nonceBytes = 12;
const tagBytes = 16;
/** 96 bits in base64url: nobody tries so many against a server that counts them. */
const receiptLength = 16;

/** Argon2id as OWASP advises for a server: 19 MiB, two passes, one lane. */
const passwordOptions = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const AccessClaims = Type.Object({
  sub: Type.String(),
  sid: Type.String(),
  did: Type.String(),
  gen: Type.Integer(),
  exp: Type.Number(),
});

/** What an access token says: the person, the session, its device, and the generation of the session's refresh token. */
export interface AccessClaims {
  readonly personId: string;
  readonly sessionId: string;
  readonly deviceId: string;
  readonly generation: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface Cryptography {
  signAccess(claims: AccessClaims): Promise<string>;
  /** Null for a token that is not ours, altered, or past its end at `nowMs`. */
  readAccess(token: string, nowMs: number): Promise<AccessClaims | null>;
  /**
   * The token that follows a refresh token: derived, never random, so that the same token yields the same successor when
   * the answer that carried it was lost. Without the server's key nobody can compute it.
   */
  successorOf(refreshToken: string): string;
  /** Proves that the server has once stored a state, to itself alone. */
  receiptFor(state: ReceiptedState): string;
  /** Proves what a line of the audit log says. */
  proofOfLine(line: AuditedLine): string;
  /** Proves that the line of a proof stands at a place of the audit log, after the one whose place was proven by `before`. */
  proofOfPlace(before: string, place: number, lineProof: string): string;
  /** To which laptops seal what only this server is to open: the raw X25519 key, base64url. */
  readonly sealingKey: string;
  /** The key that was wrapped for it; null where that was another. */
  unwrap(wrapped: WrappedKey): Buffer | null;
  /** Seals a text for the database, bound to `purpose`. */
  seal(text: string, purpose: string): string;
  /** Throws when the sealed text was altered or sealed for another purpose. */
  unseal(sealed: string, purpose: string): string;
}

/** A state of a document that the server stored, as a receipt names it. */
export interface ReceiptedState {
  readonly epoch: string;
  readonly collection: string;
  readonly scope: string;
  readonly id: string;
  readonly version: number;
  readonly revision: string;
}

/** What a line of the audit log says; of details the order of their keys does not count. */
export interface AuditedLine {
  /** Seconds since 1970 with six decimals. */
  readonly seconds: string;
  readonly kind: string;
  readonly personId: string | null;
  readonly deviceId: string | null;
  readonly details: unknown;
}

/** All that is signed and sealed under one master key of at least 32 bytes. */
export function createCryptography(master: Buffer): Cryptography {
  if (master.length < 32) throw new Error('the token key must have at least 32 bytes');
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', master, '', `minh-tra ${use}`, 32));
  const accessKey = derive('access');
  const refreshKey = derive('refresh');
  const receiptKey = derive('receipt');
  // As a key object: with bytes each of a million proofs costs five times as much.
  const auditKey = createSecretKey(derive('audit'));
  const sealKey = derive('seal');
  const openKey = sealingKeyOf(derive('bundles'));
  const sealingKey = publicHalfOf(openKey);
  const proveAudit = (what: object) => createHmac('sha256', auditKey).update(canonicalText(what)).digest('base64url');
  return {
    signAccess: (claims) =>
      new SignJWT({ sid: claims.sessionId, did: claims.deviceId, gen: claims.generation })
        .setProtectedHeader({ alg: algorithm })
        .setSubject(claims.personId)
        .setIssuer(issuer)
        .setExpirationTime(Math.floor(claims.expiresAt / 1_000))
        .sign(accessKey),
    readAccess: (token, nowMs) => readAccess(accessKey, token, nowMs),
    successorOf: (token) => createHmac('sha256', refreshKey).update(token).digest('base64url'),
    receiptFor: ({ epoch, collection, scope, id, version, revision }) =>
      createHmac('sha256', receiptKey)
        .update(JSON.stringify([epoch, collection, scope, id, version, revision]))
        .digest('base64url')
        .slice(0, receiptLength),
    proofOfLine: ({ seconds, kind, personId, deviceId, details }) =>
      proveAudit({ line: { seconds, kind, personId, deviceId, details } }),
    proofOfPlace: (before, place, lineProof) => proveAudit({ before, place, lineProof }),
    sealingKey,
    unwrap: (wrapped) => (wrapped.receiver === sealingKey ? unwrap(openKey, wrapped) : null),
    seal: (text, purpose) => seal(sealKey, text, purpose),
    unseal: (sealed, purpose) => unseal(sealKey, sealed, purpose),
  };
}

async function readAccess(key: Buffer, token: string, nowMs: number): Promise<AccessClaims | null> {
  try {
    const options = { issuer, algorithms: [algorithm], currentDate: new Date(nowMs) };
    const { payload } = await jwtVerify(token, key, options);
    if (!Value.Check(AccessClaims, payload)) return null;
    const { sub, sid, did, gen, exp } = payload;
    return { personId: sub, sessionId: sid, deviceId: did, generation: gen, expiresAt: exp * 1_000 };
  } catch {
    return null;
  }
}

function seal(key: Buffer, text: string, purpose: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

function unseal(key: Buffer, sealed: string, purpose: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  const body = bytes.subarray(nonceBytes + tagBytes);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}

/** A new random secret of 32 bytes in base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** A new random id, sortable by nothing. */
export function newId(): string {
  return randomBytes(16).toString('base64url');
}

/** How a token stands in the database, or a value that must not be read there. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** True when two secrets are the same; takes as long whatever they are. */
export function isSameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(secret)));
}

export function passwordHash(password: string): Promise<string> {
  return hashPassword(password.normalize('NFC'), passwordOptions);
}

export function isPassword(hash: string, password: string): Promise<boolean> {
  return verifyPassword(hash, password.normalize('NFC'));
}

let nobody: Promise<string> | undefined;

/** A hash that no password has: checked for unknown names, so that the answer takes as long as for known ones. */
export function hashOfNobody(): Promise<string> {
  nobody ??= passwordHash(newSecret());
  return nobody;
}
