import { cp, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Keychain } from '../../electron/main/vault/keychain.ts';
import { pinCost } from '../../electron/main/vault/pin-wrap.ts';
import { readProfile } from '../../electron/main/vault/profile.ts';
import { unlockVault } from '../../electron/main/vault/vault.ts';
import { readVault } from '../../electron/main/vault/vault-file.ts';

/** What the vault of a laptop's only person hides. */
export interface VaultSecrets {
  readonly dataKey: Buffer;
  readonly databaseKey: Buffer;
  readonly profileKey: Buffer;
  readonly refreshToken: string;
}

const none = () => Promise.reject(new Error('There is no keychain'));
const noKeychain: Keychain = { isAvailable: async () => false, seal: none, unseal: none };

/** The folder of the only person on a laptop. */
export async function onlyPersonFolder(userDataFolder: string): Promise<string> {
  const [name = ''] = await readdir(path.join(userDataFolder, 'people'));
  return path.join(userDataFolder, 'people', name);
}

/** Opens a copy of a vault as whoever knows the PIN could, beside the program: `copyTo` is a folder of the test. */
export async function vaultSecrets(personFolder: string, pin: string, copyTo: string): Promise<VaultSecrets> {
  // What is being written at this moment is about to have another name.
  const isKept = (file: string) => !file.endsWith('database') && !file.endsWith('.new');
  await cp(personFolder, copyTo, { recursive: true, filter: isKept });
  const body = await readVault(copyTo);
  if (!body) throw new Error('There is no vault to open');
  const place = { folder: copyTo, personId: body.personId, keychain: noKeychain, cost: pinCost, now: Date.now };
  const vault = await unlockVault(place, pin);
  const profile = await readProfile(vault);
  return {
    dataKey: await vault.withDataKey(async (key) => Buffer.from(key)),
    databaseKey: vault.keyFor('database'),
    profileKey: vault.keyFor('profile'),
    refreshToken: profile?.refreshToken ?? '',
  };
}
