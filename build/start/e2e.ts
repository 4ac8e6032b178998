import { exitCode, formatReport } from '../checks/report.ts';
import { runVitest } from '../checks/run-vitest.ts';
import { endOnSignals } from './end-on-signals.ts';

endOnSignals();
const outcomes = [await runVitest('e2e', process.argv.slice(2))];
console.log(`\n${formatReport(outcomes)}`);
process.exit(exitCode(outcomes));
