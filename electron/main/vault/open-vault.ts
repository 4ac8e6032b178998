import { forget, type KeyPurpose, keyFor } from '../../../sealed/cipher.ts';

/** A vault whose data key is in memory. The key leaves it only as keys derived for one purpose. */
export interface OpenVault {
  readonly personId: string;
  readonly folder: string;
  /** A key of 256 bits for one purpose; the caller overwrites it when done. */
  keyFor(purpose: KeyPurpose): Buffer;
  /** Hands the data key to work that wraps it anew. */
  withDataKey<Result>(work: (dataKey: Buffer) => Promise<Result>): Promise<Result>;
  readonly isOpen: boolean;
  /** Overwrites the key; every later use throws. */
  close(): void;
}

/** Takes the data key over: nobody else may keep it. */
export function openVault(personId: string, folder: string, dataKey: Buffer): OpenVault {
  let isOpen = true;
  const key = () => {
    if (!isOpen) throw new Error('The vault is closed');
    return dataKey;
  };
  return {
    personId,
    folder,
    keyFor: (purpose) => keyFor(key(), purpose),
    withDataKey: (work) => work(key()),
    get isOpen() {
      return isOpen;
    },
    close() {
      isOpen = false;
      forget(dataKey);
    },
  };
}
