import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import { writeAs } from '../../shared/domain/merge/origins.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import type { Queryable } from '../database/connections.ts';
import { reserveUpTo, takeNumbers } from '../queries/case-numbers.ts';
import type { WireDocument } from './proposal.ts';

/** Who writes what the server itself changes in a document: author, device and origin alike. */
export const serverName = 'server';

const numberPattern = /^KT-(\d{4})-(\d{4,9})$/;
const yearInVietnam = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric' });

/** What a new case is once it has passed its schema. */
type NewCase = InspectionCase & Pick<WireDocument, '_deleted'>;

/** An official number: `KT-2026-0147`. */
export function caseNumber(year: number, count: number): string {
  return `KT-${year}-${String(count).padStart(4, '0')}`;
}

/**
 * Official numbers for cases that reach the server for the first time, all of one scope; one that has a number already (the
 * server had lost it) keeps it, and the count goes on behind it. Answers the documents in their order.
 */
export async function numberNewCases(
  client: Queryable,
  scope: string,
  documents: readonly WireDocument[],
  nowMs: number,
): Promise<WireDocument[]> {
  for (const document of documents) {
    const [, year, count] = numberPattern.exec(String(document.number)) ?? [];
    if (year && count) await reserveUpTo(client, scope, Number(year), Number(count));
  }
  const unnumbered = documents.filter((document) => document.number === '').length;
  if (unnumbered === 0) return [...documents];
  const year = Number(yearInVietnam.format(nowMs));
  let next = await takeNumbers(client, scope, year, unnumbered);
  return documents.map((document) => {
    if (document.number !== '') return document;
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
