import path from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { digestOf } from '../../../sealed/cipher.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { readText, writeDurably } from '../files/durable-file.ts';
import { PinCost } from './pin-wrap.ts';

const Base64 = Type.String({ maxLength: 8_192, pattern: '^[A-Za-z0-9+/]*={0,2}$' });

/** What a vault keeps in the open: the data key under its wraps, and how many PINs were tried. */
export const VaultBody = Type.Object(
  {
    version: Type.Literal(1),
    personId: Type.String({ minLength: 1, maxLength: 40 }),
    /** The data key under the PIN; `sealed` is sealed once more by the OS keychain when `keychain` is true. Null once destroyed. */
    pin: Type.Union([
      Type.Null(),
      Type.Object(
        { cost: PinCost, salt: Base64, sealed: Base64, keychain: Type.Boolean() },
        { additionalProperties: false },
      ),
    ]),
    /** The data key under a secret that the server keeps and gives for the password. */
    recovery: Type.Union([Type.Null(), Base64]),
    /** PINs tried since the last right one; counted before each is checked. */
    attempts: Type.Integer({ minimum: 0, maximum: 1_000 }),
    /** Milliseconds since 1970. */
    lockedUntilMs: Type.Union([Type.Null(), Type.Integer()]),
  },
  { additionalProperties: false },
);
export type VaultBody = Static<typeof VaultBody>;

const VaultFile = Type.Object({ body: VaultBody, digest: Type.String() }, { additionalProperties: false });

const fileName = 'vault.json';
const copyName = 'vault.copy.json';

/** Whether a file of this name is a vault, its copy, or what a crash left of the writing of one. */
export function isVaultFile(name: string): boolean {
  return [fileName, copyName].some((own) => name === own || name.startsWith(`${own}.`));
}

function parse(text: string): VaultBody | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (isNewer(read)) throw new ProblemError('database.newer');
  if (!Value.Check(VaultFile, read)) return null;
  return digestOf(JSON.stringify(read.body)) === read.digest ? read.body : null;
}

function isNewer(read: unknown): boolean {
  if (typeof read !== 'object' || read === null || !('body' in read)) return false;
  const { body } = read;
  if (typeof body !== 'object' || body === null || !('version' in body)) return false;
  return typeof body.version === 'number' && body.version > 1;
}

/**
 * The vault of a folder; null when there is none. A damaged file is replaced by its copy; when both are damaged, throws
 * `vault.damaged`. Damage never counts as a wrong PIN: the digest tells them apart.
 */
export async function readVault(folder: string): Promise<VaultBody | null> {
  const first = await readText(path.join(folder, fileName));
  const body = first === null ? null : parse(first);
  if (body) return body;
  const second = await readText(path.join(folder, copyName));
  const copy = second === null ? null : parse(second);
  if (copy) return copy;
  if (first === null && second === null) return null;
  throw new ProblemError('vault.damaged');
}

/** Writes a vault and its copy; durable when this resolves. */
export async function writeVault(folder: string, body: VaultBody): Promise<void> {
  const text = JSON.stringify({ body, digest: digestOf(JSON.stringify(body)) });
  await writeDurably(path.join(folder, fileName), text);
  await writeDurably(path.join(folder, copyName), text);
}
