import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import {
  type Exhibit,
  guideFile,
  type Manifest,
  manifestFile,
  manifestSignatureFile,
} from '../../protocol/evidence-package.ts';
import type { FileRef, SignedRecord } from '../../schema/evidence.ts';
import { bytesOfBase64url } from '../base64url.ts';
import { recordText } from './chain.ts';

const numberDigits = 3;
const keyIdLength = 16;
/** SubjectPublicKeyInfo of an Ed25519 key before its 32 bytes (RFC 8410), base64. */
const pemHead = 'MCowBQYDK2VwAyEA';

/** Number of an exhibit as its files carry it: `001`. */
export function exhibitNumber(number: number): string {
  return String(number).padStart(numberDigits, '0');
}

/** The signed text of an exhibit's record, and its signature's 64 bytes. */
export function recordFile(number: number): string {
  return `records/${exhibitNumber(number)}.json`;
}

export function signatureFile(number: number): string {
  return `records/${exhibitNumber(number)}.sig`;
}

/** Enough of a key's SHA-256 to tell it by. */
export function keyId(publicKey: string): string {
  return bytesToHex(sha256(bytesOfBase64url(publicKey))).slice(0, keyIdLength);
}

export function keyFile(publicKey: string): string {
  return `keys/${keyId(publicKey)}.pem`;
}

/** A raw Ed25519 public key (base64url) as PEM, for `openssl`. */
export function pemText(publicKey: string): string {
  const base64 = publicKey.replaceAll('-', '+').replaceAll('_', '/');
  return `-----BEGIN PUBLIC KEY-----\n${pemHead}${base64}=\n-----END PUBLIC KEY-----\n`;
}

/** The small files of an exhibit, and its key's. */
export function recordFiles(number: number, { record, publicKey, signature }: SignedRecord): Map<string, Uint8Array> {
  return new Map([
    [recordFile(number), utf8ToBytes(recordText(record))],
    [signatureFile(number), bytesOfBase64url(signature)],
    [keyFile(publicKey), utf8ToBytes(pemText(publicKey))],
  ]);
}

/** Every file that the manifest asks for, with its SHA-256 and size; neither the manifest itself nor its signature. */
export function filesOf({ exhibits, publicKey, guide }: Manifest): Map<string, FileRef> {
  const files = new Map<string, FileRef>([[guideFile, guide]]);
  files.set(keyFile(publicKey), fileRef(utf8ToBytes(pemText(publicKey))));
  for (const { number, signed } of exhibits) {
    for (const [name, bytes] of recordFiles(number, signed)) files.set(name, fileRef(bytes));
  }
  for (const exhibit of exhibits) {
    const original = originalOf(exhibit);
    if (original) files.set(original.name, original.content);
  }
  return files;
}

/** The original that an exhibit brings along; null where it is not included. */
export function originalOf({ original, signed }: Pick<Exhibit, 'original' | 'signed'>) {
  if (!('file' in original)) return null;
  const { sha256: hash, sizeBytes } = signed.record;
  return { name: original.file, content: { sha256: hash, sizeBytes } };
}

/** `SHA256SUMS`, for `sha256sum -c`: of all other files. */
export function sumsText(manifest: Manifest, manifestBytes: Uint8Array, signature: Uint8Array): string {
  const sums = [...filesOf(manifest)];
  sums.push([manifestFile, fileRef(manifestBytes)], [manifestSignatureFile, fileRef(signature)]);
  return sums.map(([name, file]) => `${file.sha256}  ${name}\n`).join('');
}

export function fileRef(bytes: Uint8Array): FileRef {
  return { sha256: bytesToHex(sha256(bytes)), sizeBytes: bytes.byteLength };
}
