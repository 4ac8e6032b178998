import { unlockVault } from './vault.ts';

// Run by vault.test.ts as a process of its own: tries one PIN on a vault.
const [folder = '', pin = ''] = process.argv.slice(2);
const none = () => Promise.reject(new Error('There is no keychain'));
console.log('trying');
await unlockVault(
  {
    folder,
    personId: 'p-an',
    keychain: { isAvailable: async () => false, seal: none, unseal: none },
    cost: { memoryKiB: 8, passes: 1 },
    now: () => Date.now(),
  },
  pin,
).catch(() => undefined);
console.log('done');
