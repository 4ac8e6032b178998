import type { Outcome } from './check.ts';

const longestDetails = 12_000;

/** The closing report: what failed and why, then one line that counts. */
export function formatReport(outcomes: Outcome[]): string {
  const failures = outcomes.filter(({ failed }) => failed > 0);
  const parts = failures.map(({ name, details }) => `--- ${name}\n${shorten(details)}\n`);
  const sum = (key: 'passed' | 'failed' | 'skipped') => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  return [...parts, `${sum('passed')} passed, ${sum('failed')} failed${skipped}`].join('\n');
}

/** 0 only when something was checked and nothing failed. */
export function exitCode(outcomes: Outcome[]): number {
  const failed = outcomes.some((outcome) => outcome.failed > 0);
  const passed = outcomes.some((outcome) => outcome.passed > 0);
  return passed && !failed ? 0 : 1;
}

function shorten(text: string): string {
  if (text.length <= longestDetails) return text;
  return `${text.slice(0, longestDetails)}\n... ${text.length - longestDetails} more characters`;
}
