import { ProblemError } from '../../../shared/problem/problem.ts';
import type { Sqlite } from '../open-file.ts';
import { firstLayout } from './20261125-first-layout.ts';
import type { TableMigration } from './table-migration.ts';

/** Every step, oldest first. A new one is added at the end, with a fixture of the layout before it. */
export const tableMigrations: readonly TableMigration[] = [firstLayout];

/**
 * Brings a file to the newest layout, each step in a transaction of its own.
 * @throws ProblemError database.newer when a later program has written the file
 */
export function migrate(db: Sqlite, steps: readonly TableMigration[] = tableMigrations): void {
  const present = layoutNumberOf(db);
  const newest = steps.at(-1)?.layout ?? 0;
  if (present > newest) throw new ProblemError('database.newer', { layout: present, known: newest });
  for (const step of steps) {
    if (step.layout <= present) continue;
    db.transaction(() => {
      step.up(db);
      db.pragma(`user_version=${step.layout}`);
    }).immediate();
  }
}

/** The layout that a file is in; 0 for a new one. */
export function layoutNumberOf(db: Sqlite): number {
  return Number(db.pragma('user_version', { simple: true }));
}
