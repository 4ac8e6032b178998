import { appendFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { problemOf } from '../../shared/problem/problem.ts';
import { makeFolder } from './files/durable-file.ts';
import { inTurn } from './files/in-turn.ts';

/** Counts, codes and yes or no: there is no place for a text that a person typed. */
export type LogFacts = Readonly<Record<string, number | boolean | null>>;

/** The program's own diary, for support. Holds no name, no key, no PIN, no token and no document. */
export interface Log {
  /** `event` is a constant of the code. */
  note(event: string, facts?: LogFacts): void;
  /** Notes a failure by its code alone; what is no problem of ours by the kind of error. */
  failure(event: string, thrown: unknown, facts?: LogFacts): void;
  /** Settles when all is written. */
  settled(): Promise<void>;
}

const fileName = 'minh-tra.log';
const kept = 3;

async function rotate(folder: string): Promise<void> {
  const name = (age: number) => path.join(folder, age === 0 ? fileName : `${fileName}.${age}`);
  for (let age = kept - 1; age >= 0; age -= 1) await rename(name(age), name(age + 1)).catch(() => undefined);
}

/** A log in `folder`, of at most `limitBytes` a file and four files. A log that can't be written is silent: work goes on. */
export function openLog(folder: string, limitBytes = 1_000_000): Log {
  const turn = inTurn();
  const file = path.join(folder, fileName);
  const write = (line: Record<string, unknown>) => {
    turn(async () => {
      await makeFolder(folder);
      const size = await stat(file).then(
        (stats) => stats.size,
        () => 0,
      );
      if (size > limitBytes) await rotate(folder);
      await appendFile(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    }).catch(() => undefined);
  };
  return {
    note: (event, facts) => write({ at: new Date().toISOString(), event, ...facts }),
    failure(event, thrown, facts) {
      const { code } = problemOf(thrown);
      const kind = thrown instanceof Error ? thrown.constructor.name : typeof thrown;
      write({ at: new Date().toISOString(), event, code, kind, ...facts });
    },
    settled: () => turn(async () => undefined),
  };
}
