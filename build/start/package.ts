import { packageApplication } from '../package/package.ts';
import { endOnSignals } from './end-on-signals.ts';

endOnSignals();
const { folder, executablePath } = await packageApplication();
console.error(`Packaged into ${folder}`);
console.log(executablePath);
process.exit(0);
