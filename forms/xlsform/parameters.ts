import type { Findings } from '../content/findings.ts';
import type { Row } from './rows.ts';

/** `start=1; end=10; step=1`; undefined where the row has none. */
export function parametersOf(row: Row, findings: Findings): Record<string, string> | undefined {
  const text = row.text('parameters');
  if (text === '') return undefined;
  const parts = text
    .replace(/\s*=\s*/g, '=')
    .split(/[\s;,]+/)
    .filter(Boolean);
  const broken = parts.find((part) => !/^[\w-]+=/.test(part));
  if (broken) findings.error('parameters.form', row.placeOf('parameters'), { part: broken });
  return Object.fromEntries(
    parts
      .filter((part) => part.includes('='))
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
}
