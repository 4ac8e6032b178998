import { runScript } from './run-script.ts';

process.exit(await runScript('bench/run.ts'));
