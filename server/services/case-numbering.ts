import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import { writeAs } from '../../shared/domain/merge/origins.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import type { Queryable } from '../database/connections.ts';
import { lastNumber, numbersInUse, reserveUpTo, takeNumbers } from '../queries/case-numbers.ts';
import type { WireDocument } from './proposal.ts';

/** Who writes what the server itself changes in a document: author, device and origin alike. */
export const serverName = 'server';

const numberPattern = /^KT-(\d{4})-(\d{4,9})$/;
/** So many numbers of a year a server may have lost that was restored from an older copy. */
const mostLost = 1_000;
const yearInVietnam = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric' });

/** What a new case is once it has passed its schema. */
type NewCase = InspectionCase & Pick<WireDocument, '_deleted'>;

/** An official number: `KT-2026-0147`. */
export function caseNumber(year: number, count: number): string {
  return `KT-${year}-${String(count).padStart(4, '0')}`;
}

/**
 * Official numbers for cases that reach the server for the first time, all of one scope. One that has a number already,
 * which the server had lost, keeps it, and the count goes on behind it; not a number that another case has, or that the
 * server can't have given. Answers the documents in their order.
 */
export async function numberNewCases(
  client: Queryable,
  scope: string,
  documents: readonly WireDocument[],
  nowMs: number,
): Promise<WireDocument[]> {
  const year = Number(yearInVietnam.format(nowMs));
  const kept = await givenBefore(client, scope, documents, nowMs);
  const missing = documents.filter((document) => !kept.has(document)).length;
  if (missing === 0) return [...documents];
  let next = await takeNumbers(client, scope, year, missing);
  return documents.map((document) => {
    if (kept.has(document)) return document;
    const stamp = {
      by: serverName,
      at: nextStamp(String(document.updatedAt), nowMs, serverName),
      device: serverName,
      clockOffsetMs: 0,
    };
    const unnumbered = document as unknown as NewCase;
    const numbered = writeAs<NewCase>(unnumbered, { ...unnumbered, number: caseNumber(year, next) }, stamp);
    next += 1;
    return numbered as unknown as WireDocument;
  });
}

/** The documents, all of one scope, whose number the server may have given and lost: it is not given again. */
export async function givenBefore(
  client: Queryable,
  scope: string,
  documents: readonly WireDocument[],
  nowMs: number,
): Promise<ReadonlySet<WireDocument>> {
  const thisYear = Number(yearInVietnam.format(nowMs));
  const kept = new Set<WireDocument>();
  const claimed = documents.filter(({ number }) => numberPattern.test(String(number)));
  // Whoever is about to give or keep one of that year's numbers is waited for, before it is looked which are free.
  const years = claimed.map(({ number }) => Number(numberPattern.exec(String(number))?.[1]));
  const open = [...new Set(years)].filter((year) => year <= thisYear).sort();
  for (const year of open) await reserveUpTo(client, scope, year, 0);
  if (claimed.length === 0) return kept;
  const taken = new Set(
    await numbersInUse(
      client,
      scope,
      claimed.map(({ number }) => String(number)),
    ),
  );
  const lastOf = new Map<number, number>();
  for (const document of claimed) {
    const number = String(document.number);
    const [year = 0, count = 0] = (numberPattern.exec(number) ?? []).slice(1).map(Number);
    const last = lastOf.get(year) ?? (await lastNumber(client, scope, year));
    lastOf.set(year, last);
    if (taken.has(number) || year > thisYear || count > last + mostLost) continue;
    taken.add(number);
    kept.add(document);
    lastOf.set(year, Math.max(last, count));
  }
  for (const [year, last] of lastOf) await reserveUpTo(client, scope, year, last);
  return kept;
}
