import type { Conflict } from '../../../shared/schema/common.ts';

/** One thing that happened to a field: somebody wrote a value, or chose one of several. */
export interface FieldEvent {
  readonly key: string;
  readonly by: string;
  readonly at: string;
  readonly value: unknown;
  readonly settled: boolean;
  readonly reason: string;
}

/** What a field's conflicts tell of it, the latest first. */
export function eventsOf(history: readonly Conflict[]): FieldEvent[] {
  const events = history.flatMap(({ id, values, settled }) => [
    ...values.map(({ value, by, at }) => ({ key: `${id} ${by} ${at}`, by, at, value, settled: false, reason: '' })),
    ...(settled ? [{ ...settled, key: `${id} settled`, settled: true }] : []),
  ]);
  return events.sort((a, b) => (a.at < b.at ? 1 : -1));
}
