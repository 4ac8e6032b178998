import type { SignedRecord } from '../../schema/evidence.ts';

/** When an original came in, by the server's clock as far as it was known; milliseconds since 1970. */
export function takenMs({ record }: Pick<SignedRecord, 'record'>): number {
  return record.deviceMs + record.clockOffsetMs;
}
