import { exitCode, formatReport } from '../checks/report.ts';
import { runChecks, staticChecks } from '../checks/static-checks.ts';
import { endOnSignals } from './end-on-signals.ts';

endOnSignals();
const outcomes = await runChecks(staticChecks());
console.log(`\n${formatReport(outcomes)}`);
process.exit(exitCode(outcomes));
