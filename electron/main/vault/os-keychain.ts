import { safeStorage } from 'electron';
import type { Keychain } from './keychain.ts';

/** On Linux, what stands in for a keychain hides nothing: its key is in Electron's source. */
function hidesSomething(): boolean {
  if (process.platform !== 'linux') return true;
  const backend = safeStorage.getSelectedStorageBackend();
  return backend !== 'basic_text' && backend !== 'unknown';
}

/** The operating system's keychain through Electron. Usable once the application is ready. */
export const osKeychain: Keychain = {
  isAvailable: async () => hidesSomething() && safeStorage.isEncryptionAvailable(),
  seal: async (text) => safeStorage.encryptString(text),
  unseal: async (sealed) => safeStorage.decryptString(sealed),
};
