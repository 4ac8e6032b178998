import { restore } from '../../server/restore.ts';
import { readRestoreArguments, restoreUsage } from './backup-arguments.ts';
import { operate } from './operate.ts';

process.exit(
  await operate({
    usage: restoreUsage,
    read: readRestoreArguments,
    run: async (databaseFolder, args) => {
      const replaced = await restore({ databaseFolder, ...args });
      const former = replaced ? `The former database is in ${replaced}\n` : '';
      return `Restored ${args.backup}\n${former}Start the server: the laptops give back what it lost. Then back up anew.`;
    },
  }),
);
