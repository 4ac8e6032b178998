import type { Outcome } from './check.ts';

/** The part of vitest's JSON report that we read. */
export interface VitestReport {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { fullName: string; status: string; failureMessages?: string[] | null }[];
  }[];
}

/**
 * What a run of vitest came to. A file that could not be loaded counts as one failure, and so does a run that ended
 * badly without naming a test, or that has no report.
 */
export function readReport(name: string, report: VitestReport | null, exitCode: number | null): Outcome {
  const outcome: Outcome = { name, passed: 0, failed: 0, skipped: 0, details: '' };
  const details: string[] = [];
  for (const file of report?.testResults ?? []) {
    let failedHere = 0;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') outcome.passed += 1;
      else if (test.status === 'failed') {
        failedHere += 1;
        details.push(`${file.name}\n  ${test.fullName}\n${(test.failureMessages ?? []).join('\n')}`);
      } else outcome.skipped += 1;
    }
    if (file.status === 'failed' && failedHere === 0) {
      failedHere = 1;
      details.push(`${file.name}\n${file.message ?? 'could not be run'}`);
    }
    outcome.failed += failedHere;
  }
  if (outcome.failed === 0 && (exitCode !== 0 || !report)) {
    outcome.failed = 1;
    details.push(`vitest ended with ${exitCode ?? 'a signal'}: see its output above`);
  }
  outcome.details = details.join('\n\n');
  return outcome;
}
