import { originalsBeside } from '../../server/backup-originals.ts';
import type { Replayed } from '../../server/postgres/replayed-log.ts';
import { restore } from '../../server/restore.ts';
import { readRestoreArguments, restoreUsage } from './backup-arguments.ts';
import { copyWithDatabase } from './backup-originals.ts';
import { operate } from './operate.ts';

function reached({ segment, at }: Replayed): string {
  const last = at ? `the last transaction is of ${at.toISOString()}` : 'it held no transaction';
  return `The log was replayed to ${segment}; ${last}\n`;
}

process.exit(
  await operate({
    usage: restoreUsage,
    read: readRestoreArguments,
    run: async ({ databaseFolder, evidenceFolder }, args) => {
      const { replaced, replayed } = await restore({ databaseFolder, ...args });
      const originals = await copyWithDatabase('restored', originalsBeside(args.backup), evidenceFolder);
      const former = replaced ? `The former database is in ${replaced}\n` : '';
      return `Restored ${args.backup}\n${args.walFolder ? reached(replayed) : ''}${former}${originals}Start the server: the laptops give back what it lost. Then back up anew.`;
    },
  }),
);
