import type { OfficialDocument } from '../../schema/documents.ts';
import type { Evidence } from '../../schema/evidence.ts';
import { isTiedTo, tieId } from '../evidence/ties.ts';
import { type PrintedPage, pageHash } from './page-code.ts';

/** As long as the id of a tie may be. */
export const longestTie = 80;
const format = /^page\|([^|]*)\|([^|]+)\|(\d+)\/(\d+)\|([0-9a-f]{12})(h?)$/;

/** A printed page that a photograph shows, and whether a person has said so and no code. */
export interface SeenPage extends PrintedPage {
  readonly isByHand: boolean;
}

/** Id of the tie of a photograph to the page that it shows: `page|case|document|2/3|7f3a92c1ab04`, with `h` behind it for by hand. */
export function pageTieId({ caseId, documentId, page, pages, hash, isByHand }: SeenPage): string {
  const id = (ofCase: string) => `page|${ofCase}|${documentId}|${page}/${pages}|${hash}${isByHand ? 'h' : ''}`;
  return id(caseId).length <= longestTie ? id(caseId) : id('');
}

/** The page that a tie names; null for a tie to anything else. */
export function pageOfTie(id: string): SeenPage | null {
  const [, caseId = '', documentId, page, pages, hash, byHand] = format.exec(id) ?? [];
  if (!documentId || !hash) return null;
  return { caseId, documentId, page: Number(page), pages: Number(pages), hash, isByHand: byHand === 'h' };
}

/** The printed pages that a photograph shows, as they were read or said. */
export function pagesIn({ ties }: Pick<Evidence, 'ties'>): readonly SeenPage[] {
  return ties.flatMap(({ id }) => pageOfTie(id) ?? []);
}

type Ties = Evidence['ties'];

/** The ties of a photograph with these pages, by their ids, each once. */
export function withPages(ties: Ties, pages: readonly string[]): Ties {
  const known = new Set(ties.map(({ id }) => id));
  return [...ties, ...pages.filter((id) => !known.has(id)).map((id) => ({ id }))];
}

/** Those without the pages of a document that somebody has told by hand; of a `page` alone, where it is given. */
export function withoutPagesByHand(ties: Ties, documentId: string, page?: number): Ties {
  return ties.filter(({ id }) => {
    const told = pageOfTie(id);
    if (!told?.isByHand || told.documentId !== documentId) return true;
    return page !== undefined && told.page !== page;
  });
}

/** Those of a photograph that has nothing to do with the document any more. */
export function withoutDocument(ties: Ties, documentId: string): Ties {
  const whole = tieId({ kind: 'document', id: documentId });
  return ties.filter(({ id }) => id !== whole && pageOfTie(id)?.documentId !== documentId);
}

/** A page that came back, and the photograph of it. */
export interface ReturnedPage {
  readonly evidence: Evidence;
  readonly printed: SeenPage;
}

/** What has come back of a document's printed pages. */
export interface ReturnedPages {
  /** How many the print of the text as it is now has of which most has come back; 0 until a page of it has. */
  readonly pages: number;
  /** Of that print, by number; more than one photograph where a page came twice. */
  readonly here: readonly {
    readonly page: number;
    readonly photographs: readonly ReturnedPage[];
    readonly isByHand: boolean;
  }[];
  readonly missing: readonly number[];
  /** Of the text as it is now, and of a print that was broken into another number of pages: the two don't make one whole. */
  readonly apart: readonly ReturnedPage[];
  /** Printed before the text was changed. */
  readonly earlier: readonly ReturnedPage[];
  /** Of another document, and brought to this one. */
  readonly foreign: readonly ReturnedPage[];
  /** Brought to this document, without a code that could be read. */
  readonly unread: readonly Evidence[];
  /** Scans of several sheets that were brought to this document, while pages are missing: a sheet that no code tells may be one of them. */
  readonly scans: readonly Evidence[];
}

/** The pages of a document among a case's evidence, the oldest first; what was withdrawn counts no more. */
export function returnedPages(document: OfficialDocument, evidence: readonly Evidence[]): ReturnedPages {
  const tie = { kind: 'document', id: document.id } as const;
  const standing = evidence.filter(({ withdrawn }) => withdrawn === null);
  const brought = standing.filter((each) => isTiedTo(each, tie));
  const read = standing.flatMap((each) => pagesIn(each).map((printed): ReturnedPage => ({ evidence: each, printed })));
  const own = read.filter(({ printed }) => printed.documentId === document.id);
  const hash = pageHash(document);
  const current = own.filter(({ printed }) => printed.hash === hash);
  const pages = fullestPrint(current);
  // A code knows of how many pages its print is, a person may err.
  const ofPrint = current.filter(({ printed }) => printed.isByHand || printed.pages === pages);
  const numbers = [...new Set(ofPrint.map(({ printed }) => printed.page))].sort((one, other) => one - other);
  const here = numbers.map((page) => {
    const all = ofPrint.filter(({ printed }) => printed.page === page);
    const isByHand = all.every(({ printed }) => printed.isByHand);
    return { page, photographs: all, isByHand };
  });
  return {
    pages,
    here,
    missing: Array.from({ length: pages }, (_, place) => place + 1).filter((page) => !numbers.includes(page)),
    apart: current.filter((each) => !ofPrint.includes(each)),
    earlier: own.filter((each) => !current.includes(each)),
    foreign: read.filter((each) => brought.includes(each.evidence) && each.printed.documentId !== document.id),
    unread: brought.filter((each) => pagesIn(each).length === 0),
    scans: numbers.length < pages ? brought.filter((each) => isScan(each) && pagesIn(each).length > 0) : [],
  };
}

function isScan({ signed: { record } }: Evidence): boolean {
  return record.mediaType === 'application/pdf';
}

/** Of how many pages the print is of which the fewest are missing, the newest of equals; as somebody said, where no code says it. */
function fullestPrint(current: readonly ReturnedPage[]): number {
  const coded = current.filter(({ printed }) => !printed.isByHand);
  const prints = [...new Set(coded.map(({ printed }) => printed.pages))];
  const missingOf = (pages: number) =>
    pages - new Set(coded.filter(({ printed }) => printed.pages === pages).map(({ printed }) => printed.page)).size;
  const newest = (pages: number) => coded.findLastIndex(({ printed }) => printed.pages === pages);
  const [fullest] = prints.toSorted((one, other) => missingOf(one) - missingOf(other) || newest(other) - newest(one));
  return fullest ?? current.at(-1)?.printed.pages ?? 0;
}

/** How it stands with the pages that came back: `earlier` where those of the text as it is now are none. */
export function pagesStanding({
  here,
  missing,
  apart,
  earlier,
}: ReturnedPages): 'none' | 'earlier' | 'missing' | 'whole' {
  if (here.length > 0) return missing.length > 0 ? 'missing' : 'whole';
  return earlier.length + apart.length > 0 ? 'earlier' : 'none';
}
