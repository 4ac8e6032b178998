import { parseArgs } from 'node:util';
import { goals } from './goals.ts';

export interface BenchOptions {
  /** Where the measurements are written as JSON. */
  readonly jsonFile: string | null;
  /** True for a measure that is wanted. */
  readonly wants: (measure: string) => boolean;
  readonly rounds: number;
}

/** Key that asks for RxDB's own performance suite. */
export const suiteKey = 'rxdb';

/** Reads `--json FILE`, `--only save.p50,evidence` (measures, and sections of them) and `--rounds N`. Throws what a person can understand. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'string' }, only: { type: 'string' }, rounds: { type: 'string', default: '5' } },
  });
  const only = values.only?.split(',').flatMap((key) => measuresOf(key.trim()));
  const known = [...goals.map(({ measure }) => measure), suiteKey];
  const unknown = only?.filter((key) => !known.includes(key)) ?? [];
  if (unknown.length > 0) throw new Error(`No measure ${unknown.join(', ')}; there are ${known.join(', ')}`);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1 on');
  return { jsonFile: values.json ?? null, wants: (key) => only?.includes(key) ?? true, rounds };
}

/** Those of a section by its name; else the one of this name. */
function measuresOf(key: string): string[] {
  const own = goals.filter(({ section }) => section === key).map(({ measure }) => measure);
  return own.length > 0 ? own : [key];
}
