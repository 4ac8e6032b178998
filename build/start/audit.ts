import { audit } from '../../server/audit.ts';
import { startedServer } from './data-folder.ts';

process.exit(await audit(process.argv.slice(2), { ...startedServer(), ...process.env }));
