import { existsSync } from 'node:fs';
import path from 'node:path';
import { audit } from '../../server/audit.ts';
import { dataFolder } from './data-folder.ts';

// Where nothing else is named: what `npm start` made, if it did.
const started = path.join(dataFolder, 'server');
const isStarted = existsSync(path.join(started, 'postgres'));
process.exit(
  await audit(process.argv.slice(2), { ...(isStarted ? { MINH_TRA_DATA_DIR: started } : {}), ...process.env }),
);
