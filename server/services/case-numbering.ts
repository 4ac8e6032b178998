import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import { writeAs } from '../../shared/domain/merge/origins.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import { serverName } from '../../shared/schema/people.ts';
import type { Queryable } from '../database/connections.ts';
import { numbersInUse, reserveUpTo, takeNumbers } from '../queries/case-numbers.ts';
import type { WireDocument } from './proposal.ts';

const numberPattern = /^KT-(\d{4})-(\d{4,9})$/;
const yearInVietnam = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric' });

/** What a new case is once it has passed its schema. */
type NewCase = InspectionCase & Pick<WireDocument, '_deleted'>;

/** An official number: `KT-2026-0147`. */
export function caseNumber(year: number, count: number): string {
  return `KT-${year}-${String(count).padStart(4, '0')}`;
}

/**
 * Official numbers for cases that reach the server for the first time, all of one scope, whatever number they claim.
 * Answers the documents in their order.
 */
export async function numberNewCases(
  client: Queryable,
  scope: string,
  documents: readonly WireDocument[],
  nowMs: number,
): Promise<WireDocument[]> {
  if (documents.length === 0) return [];
  const year = Number(yearInVietnam.format(nowMs));
  const first = await takeNumbers(client, scope, year, documents.length);
  return documents.map((document, at) => {
    const stamp = {
      by: serverName,
      at: nextStamp(String(document.updatedAt), nowMs, serverName),
      device: serverName,
      clockOffsetMs: 0,
    };
    const unnumbered = document as unknown as NewCase;
    const numbered = writeAs<NewCase>(unnumbered, { ...unnumbered, number: caseNumber(year, first + at) }, stamp);
    return numbered as unknown as WireDocument;
  });
}

/**
 * Those of the cases, all of one scope, that can have the number back which a receipt proves that they were given: no other
 * case has it. The count goes on behind it.
 */
export async function keepNumbers(
  client: Queryable,
  scope: string,
  documents: readonly WireDocument[],
): Promise<ReadonlySet<WireDocument>> {
  const given = documents.flatMap((document) => {
    const [number, year, count] = numberPattern.exec(String(document.number)) ?? [];
    return number === undefined ? [] : [{ document, number, year: Number(year), count: Number(count) }];
  });
  const lastOf = new Map<number, number>();
  for (const { year, count } of given) lastOf.set(year, Math.max(lastOf.get(year) ?? 0, count));
  // Whoever is about to give or keep one of a year's numbers is waited for, before it is looked which are free.
  for (const [year, last] of [...lastOf].sort(([a], [b]) => a - b)) await reserveUpTo(client, scope, year, last);
  const numbers = given.map(({ number }) => number);
  const taken = new Set(numbers.length > 0 ? await numbersInUse(client, scope, numbers) : []);
  const kept = new Set<WireDocument>();
  for (const { document, number } of given) {
    if (taken.has(number)) continue;
    taken.add(number);
    kept.add(document);
  }
  return kept;
}
