import { bundle } from '../bundle/bundle.ts';
import type { Outcome } from '../checks/check.ts';
import { exitCode, formatReport } from '../checks/report.ts';
import { runVitest } from '../checks/run-vitest.ts';
import { runChecks, staticChecks } from '../checks/static-checks.ts';
import { provideElectron } from '../electron-runtime/provide.ts';
import { endOnSignals } from './end-on-signals.ts';

endOnSignals();
const preparation = prepare();
const outcomes = [
  ...(await runChecks(staticChecks())),
  await preparation,
  await runVitest('unit'),
  await runVitest('sync'),
  await runVitest('e2e'),
];
console.log(`\n${formatReport(outcomes)}`);
process.exit(exitCode(outcomes));

/** The runtime and the bundle, which the tests need; made while the static checks run. */
async function prepare(): Promise<Outcome> {
  const outcome = { name: 'runtime and bundle', passed: 1, failed: 0, skipped: 0, details: '' };
  try {
    await Promise.all([provideElectron(), bundle()]);
    return outcome;
  } catch (error) {
    return { ...outcome, passed: 0, failed: 1, details: String(error) };
  }
}
