import { forget, randomKey, recoveryKey, seal, unseal } from '../../../sealed/cipher.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { makeFolder } from '../files/durable-file.ts';
import { attemptLimit, delayAfterAttempts, triesLeft, waitBeforeAttempt } from './attempts.ts';
import type { Keychain } from './keychain.ts';
import { type OpenVault, openVault } from './open-vault.ts';
import { type PinCost, type PinWrap, unwrapByPin, wrapByPin } from './pin-wrap.ts';
import { readVault, type VaultBody, writeVault } from './vault-file.ts';

/** Where a person's vault is, and what opening it takes. Callers take turns: see `PeopleFolder`. */
export interface VaultPlace {
  readonly folder: string;
  readonly personId: string;
  readonly keychain: Keychain;
  readonly cost: PinCost;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Secret of the server for this person on this device, in base64url; absent when the server keeps none. */
export type RecoverySecret = string | undefined;

const pinContext = (personId: string) => `minh-tra vault 1 pin ${personId}`;
const recoveryContext = (personId: string) => `minh-tra vault 1 recovery ${personId}`;

async function sealPin(place: VaultPlace, dataKey: Buffer, pin: string): Promise<NonNullable<VaultBody['pin']>> {
  const wrap = await wrapByPin(dataKey, pin, place.cost, pinContext(place.personId));
  if (!(await place.keychain.isAvailable())) return { ...wrap, keychain: false };
  const sealed = await place.keychain.seal(wrap.sealed).catch((thrown: unknown) => {
    throw new ProblemError('vault.keychain', undefined, { cause: thrown });
  });
  return { ...wrap, sealed: sealed.toString('base64'), keychain: true };
}

/** The wrap without the keychain's layer. A keychain that is silent is no wrong PIN: throws `vault.keychain`. */
async function withoutKeychain(place: VaultPlace, wrap: NonNullable<VaultBody['pin']>): Promise<PinWrap> {
  if (!wrap.keychain) return wrap;
  try {
    if (!(await place.keychain.isAvailable())) throw new Error('There is no keychain');
    return { ...wrap, sealed: await place.keychain.unseal(Buffer.from(wrap.sealed, 'base64')) };
  } catch (thrown) {
    throw new ProblemError('vault.keychain', undefined, { cause: thrown });
  }
}

function sealRecovery(place: VaultPlace, dataKey: Buffer, secret: RecoverySecret): string | null {
  if (secret === undefined) return null;
  const key = recoveryKey(Buffer.from(secret, 'base64url'));
  const sealed = seal(key, dataKey, recoveryContext(place.personId));
  forget(key);
  return sealed.toString('base64');
}

function openRecovery(place: VaultPlace, body: VaultBody | null, secret: RecoverySecret): Buffer | null {
  if (!body || body.recovery === null || secret === undefined) return null;
  const key = recoveryKey(Buffer.from(secret, 'base64url'));
  const dataKey = unseal(key, Buffer.from(body.recovery, 'base64'), recoveryContext(place.personId));
  forget(key);
  return dataKey;
}

/** Makes a vault with a new random data key. The folder must hold none. */
export async function createVault(place: VaultPlace, pin: string, secret: RecoverySecret): Promise<OpenVault> {
  await makeFolder(place.folder);
  const dataKey = randomKey();
  await writeVault(place.folder, {
    version: 1,
    personId: place.personId,
    pin: await sealPin(place, dataKey, pin),
    recovery: sealRecovery(place, dataKey, secret),
    attempts: 0,
    lockedUntilMs: null,
  });
  return openVault(place.personId, place.folder, dataKey);
}

async function bodyOf(place: VaultPlace): Promise<VaultBody> {
  const body = await readVault(place.folder);
  if (!body) throw new ProblemError('pin.notSet');
  if (body.personId !== place.personId) throw new ProblemError('vault.damaged');
  return body;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** Counts the try on the disk before it says whether the PIN was right, so that a crash or a killed process gives no free try. */
async function dataKeyByPin(place: VaultPlace, body: VaultBody, pin: string): Promise<Buffer> {
  if (!body.pin) throw new ProblemError('vault.destroyed');
  if (body.attempts >= attemptLimit) {
    await destroyPin(place);
    throw new ProblemError('vault.destroyed');
  }
  const waitMs = waitBeforeAttempt(body.attempts, body.lockedUntilMs, place.now());
  if (waitMs > 0) {
    throw new ProblemError('pin.locked', {
      lockedUntil: iso(place.now() + waitMs),
      triesLeft: triesLeft(body.attempts),
    });
  }
  const wrap = await withoutKeychain(place, body.pin);
  const attempts = body.attempts + 1;
  const delayMs = delayAfterAttempts(attempts);
  const lockedUntilMs = delayMs > 0 ? place.now() + delayMs : null;
  // Side by side: what the PIN gave is looked at when the try is counted, not before.
  const [unwrapped, counted] = await Promise.allSettled([
    unwrapByPin(wrap, pin, pinContext(place.personId)),
    writeVault(place.folder, { ...body, attempts, lockedUntilMs }),
  ]);
  if (counted.status === 'rejected') {
    if (unwrapped.status === 'fulfilled' && unwrapped.value) forget(unwrapped.value);
    throw counted.reason;
  }
  if (unwrapped.status === 'rejected') throw unwrapped.reason;
  const dataKey = unwrapped.value;
  if (dataKey) {
    await writeVault(place.folder, { ...body, attempts: 0, lockedUntilMs: null });
    return dataKey;
  }
  if (attempts >= attemptLimit) {
    await destroyPin(place);
    throw new ProblemError('vault.destroyed');
  }
  throw new ProblemError('pin.wrong', {
    triesLeft: triesLeft(attempts),
    ...(lockedUntilMs === null ? {} : { lockedUntil: iso(lockedUntilMs) }),
  });
}

/**
 * Opens a vault by its PIN; needs no network. Throws `pin.notSet`, `pin.wrong` and `pin.locked` (details: `triesLeft`,
 * `lockedUntil`), `vault.destroyed`, `vault.damaged`, `vault.keychain`, `database.diskFull`.
 */
export async function unlockVault(place: VaultPlace, pin: string): Promise<OpenVault> {
  return openVault(place.personId, place.folder, await dataKeyByPin(place, await bodyOf(place), pin));
}

/** Puts a new PIN in the place of the old one, which is checked and counted as at unlocking. */
export async function changePin(place: VaultPlace, oldPin: string, newPin: string): Promise<void> {
  const dataKey = await dataKeyByPin(place, await bodyOf(place), oldPin);
  try {
    const pin = await sealPin(place, dataKey, newPin);
    await writeVault(place.folder, { ...(await bodyOf(place)), pin });
  } finally {
    forget(dataKey);
  }
}

/** True when `recoverVault` would open this vault. */
export async function canRecover(place: VaultPlace, secret: RecoverySecret): Promise<boolean> {
  const dataKey = openRecovery(place, await readVault(place.folder), secret);
  if (dataKey) forget(dataKey);
  return dataKey !== null;
}

/** Opens a vault by the server's secret and sets a new PIN: nothing on this laptop is lost. Null when the secret does not open it. */
export async function recoverVault(
  place: VaultPlace,
  newPin: string,
  secret: RecoverySecret,
): Promise<OpenVault | null> {
  const body = await bodyOf(place);
  const dataKey = openRecovery(place, body, secret);
  if (!dataKey) return null;
  const pin = await sealPin(place, dataKey, newPin);
  await writeVault(place.folder, { ...body, pin, attempts: 0, lockedUntilMs: null });
  return openVault(place.personId, place.folder, dataKey);
}

/** Wraps an open vault's data key under the server's secret, unless it is so wrapped already. */
export async function keepRecovery(place: VaultPlace, vault: OpenVault, secret: RecoverySecret): Promise<void> {
  if (secret === undefined || (await canRecover(place, secret))) return;
  await vault.withDataKey(async (dataKey) => {
    await writeVault(place.folder, { ...(await bodyOf(place)), recovery: sealRecovery(place, dataKey, secret) });
  });
}

/** After too many wrong PINs: no PIN opens this vault any more. The server's recovery secret, if there is one, still does. */
async function destroyPin(place: VaultPlace): Promise<void> {
  await writeVault(place.folder, { ...(await bodyOf(place)), pin: null, lockedUntilMs: null });
}
