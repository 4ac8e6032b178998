import { runScript } from './run-script.ts';

process.exit(await runScript('e2e/torture/run.ts'));
