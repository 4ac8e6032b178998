import { backUp } from '../../server/backup.ts';
import { originalsBeside } from '../../server/backup-originals.ts';
import { backupUsage, readBackupArguments } from './backup-arguments.ts';
import { copyWithDatabase } from './backup-originals.ts';
import { operate } from './operate.ts';

process.exit(
  await operate({
    usage: backupUsage,
    read: readBackupArguments,
    run: async ({ databaseFolder, evidenceFolder }, backup) => {
      const { endedAt, files } = await backUp(databaseFolder, backup);
      // After the database: whatever it says is there, is there now.
      const originals = await copyWithDatabase('backed up', evidenceFolder, originalsBeside(backup));
      const megabytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 1_000_000;
      const made = `Backed up as of ${endedAt}, ${megabytes.toFixed(0)} MB: ${backup}\n`;
      return `${made}${originals}It holds the keys of the database: keep it as the database itself.`;
    },
  }),
);
