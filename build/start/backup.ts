import { backUp } from '../../server/backup.ts';
import { backupUsage, readBackupArguments } from './backup-arguments.ts';
import { operate } from './operate.ts';

process.exit(
  await operate({
    usage: backupUsage,
    read: readBackupArguments,
    run: async (databaseFolder, backup) => {
      const { endedAt, files } = await backUp(databaseFolder, backup);
      const megabytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 1_000_000;
      return `Backed up as of ${endedAt}, ${megabytes.toFixed(0)} MB: ${backup}\nIt holds the keys of the database: keep it as the database itself.`;
    },
  }),
);
