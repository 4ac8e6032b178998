import { describe, expect, it } from 'vitest';
import type { Outcome } from './check.ts';
import { exitCode, formatReport } from './report.ts';
import { readReport, type VitestReport } from './vitest-report.ts';

const outcome = (passed: number, failed: number, details = ''): Outcome => ({
  name: 'a check',
  passed,
  failed,
  skipped: 0,
  details,
});
const lastLine = (outcomes: Outcome[]) => formatReport(outcomes).split('\n').at(-1);

describe('closing report', () => {
  it('ends with one line that counts every check', () => {
    expect(lastLine([outcome(1, 0), outcome(30, 0)])).toBe('31 passed, 0 failed');
    expect(lastLine([outcome(1, 0), outcome(0, 1, 'broken')])).toBe('1 passed, 1 failed');
    expect(lastLine([{ ...outcome(1, 0), skipped: 2 }])).toBe('1 passed, 0 failed, 2 skipped');
  });

  it('says what failed, shortened', () => {
    expect(formatReport([outcome(0, 1, 'x'.repeat(50_000))]).length).toBeLessThan(13_000);
    expect(formatReport([outcome(0, 1, 'the reason')])).toContain('the reason');
  });

  it('is a success only when something passed and nothing failed', () => {
    expect(exitCode([outcome(1, 0)])).toBe(0);
    expect(exitCode([outcome(1, 0), outcome(0, 1)])).toBe(1);
    expect(exitCode([])).toBe(1);
  });
});

describe("vitest's report", () => {
  const file = (status: string, ...tests: string[]): VitestReport['testResults'][number] => ({
    name: 'a.test.ts',
    status,
    message: 'SyntaxError',
    assertionResults: tests.map((test, index) => ({
      fullName: `test ${index}`,
      status: test,
      failureMessages: ['why'],
    })),
  });

  it.each([
    ['all well', [file('passed', 'passed', 'passed')], 0, { passed: 2, failed: 0, skipped: 0 }],
    ['a failed test', [file('failed', 'passed', 'failed')], 1, { passed: 1, failed: 1, skipped: 0 }],
    ['a skipped test', [file('passed', 'passed', 'pending')], 0, { passed: 1, failed: 0, skipped: 1 }],
    ['a file that does not load', [file('failed'), file('passed', 'passed')], 1, { passed: 1, failed: 1, skipped: 0 }],
    ['an error outside of tests', [file('passed', 'passed')], 1, { passed: 1, failed: 1, skipped: 0 }],
    ['no test at all', [], 1, { passed: 0, failed: 1, skipped: 0 }],
  ])('counts %s', (_what, testResults, code, expected) => {
    expect(readReport('unit', { testResults }, code)).toMatchObject(expected);
  });

  it('counts a run without a report as failed', () => {
    expect(readReport('unit', null, null)).toMatchObject({ passed: 0, failed: 1 });
  });
});
