import { readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { digestOf } from '../../../sealed/cipher.ts';
import { makeFolder, syncFolder } from '../files/durable-file.ts';
import { inTurn } from '../files/in-turn.ts';
import { destroyEverything, destroyKeys, finishDestruction } from './destruction.ts';
import type { Keychain } from './keychain.ts';
import type { PinCost } from './pin-wrap.ts';
import type { VaultPlace } from './vault.ts';
import { readVault, type VaultBody } from './vault-file.ts';

/** The folder `people/` of this laptop: one folder a person, named by the hash of the person's id. */
export interface PeopleFolder {
  /** Folders that hold a person's vault; `body` is null where the vault is damaged. */
  list(): Promise<readonly { readonly folder: string; readonly body: VaultBody | null }[]>;
  place(personId: string): VaultPlace;
  /** The vault of a person; null when there is none. Throws `vault.damaged`. */
  read(personId: string): Promise<VaultBody | null>;
  /** Works on vaults take turns, so that two tries of a PIN are two counted tries. */
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Moves all that a person's folder holds aside, encrypted as it is, so that a new vault can begin. */
  setAside(personId: string): Promise<void>;
  /** The laptop is lost: destroys every key of everybody, also of vaults that were given up; nothing here opens any more. */
  destroyKeys(): Promise<void>;
  /** The same, then deletes all that everybody has here. When nothing of it is open. */
  destroyEverything(): Promise<void>;
  /** Goes on with a destruction that was cut off. Before anything is opened. */
  finishDestruction(): Promise<void>;
}

const asideName = 'aside';

/** Name of a person's folder: the first 128 bits of the SHA-256 of the id. */
export function folderNameOf(personId: string): string {
  return digestOf(`minh-tra person ${personId}`).slice(0, 32);
}

export function peopleFolder(root: string, keychain: Keychain, cost: PinCost, now: () => number): PeopleFolder {
  const place = (personId: string): VaultPlace => ({
    folder: path.join(root, folderNameOf(personId)),
    personId,
    keychain,
    cost,
    now,
  });
  return {
    place,
    inTurn: inTurn(),
    read: (personId) => readVault(place(personId).folder),
    async list() {
      await makeFolder(root);
      const entries = await readdir(root, { withFileTypes: true });
      const found = entries.filter((entry) => entry.isDirectory() && /^[0-9a-f]{32}$/.test(entry.name));
      return Promise.all(
        found.map(async ({ name }) => {
          const folder = path.join(root, name);
          return { folder, body: await readVault(folder).catch(() => null) };
        }),
      );
    },
    destroyKeys: () => destroyKeys(root),
    destroyEverything: () => destroyEverything(root),
    finishDestruction: () => finishDestruction(root),
    async setAside(personId) {
      const { folder } = place(personId);
      const aside = path.join(folder, asideName, new Date(now()).toISOString().replaceAll(':', '-'));
      await makeFolder(aside);
      for (const name of await readdir(folder)) {
        if (name !== asideName) await rename(path.join(folder, name), path.join(aside, name));
      }
      await syncFolder(folder);
    },
  };
}
