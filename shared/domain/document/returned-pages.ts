import type { OfficialDocument } from '../../schema/documents.ts';
import type { Evidence } from '../../schema/evidence.ts';
import { isTiedTo } from '../evidence/ties.ts';
import { type PrintedPage, pageHash } from './page-code.ts';

/** As long as the id of a tie may be. */
const longestTie = 80;
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

/** A page that came back, and the photograph of it. */
export interface ReturnedPage {
  readonly evidence: Evidence;
  readonly printed: SeenPage;
}

/** What has come back of a document's printed pages. */
export interface ReturnedPages {
  /** How many its text has, as the newest page of it says; 0 until one has come back. */
  readonly pages: number;
  /** Of the text as it is now, by number; more than one photograph where a page came twice. */
  readonly here: readonly {
    readonly page: number;
    readonly photographs: readonly Evidence[];
    readonly isByHand: boolean;
  }[];
  readonly missing: readonly number[];
  /** Printed before the text was changed. */
  readonly earlier: readonly ReturnedPage[];
  /** Of another document, and brought to this one. */
  readonly foreign: readonly ReturnedPage[];
  /** Brought to this document, without a code that could be read. */
  readonly unread: readonly Evidence[];
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
  // A code knows how many there are, a person may err.
  const pages = (current.findLast(({ printed }) => !printed.isByHand) ?? current.at(-1))?.printed.pages ?? 0;
  const numbers = [...new Set(current.map(({ printed }) => printed.page))].sort((one, other) => one - other);
  const here = numbers.map((page) => {
    const all = current.filter(({ printed }) => printed.page === page);
    const isByHand = all.every(({ printed }) => printed.isByHand);
    return { page, photographs: all.map((each) => each.evidence), isByHand };
  });
  return {
    pages,
    here,
    missing: Array.from({ length: pages }, (_, place) => place + 1).filter((page) => !numbers.includes(page)),
    earlier: own.filter((each) => !current.includes(each)),
    foreign: read.filter((each) => brought.includes(each.evidence) && each.printed.documentId !== document.id),
    unread: brought.filter((each) => pagesIn(each).length === 0),
  };
}

/** True when nothing is amiss with the pages that came back, or none has. */
export function isWholeOnPaper({ missing, earlier, foreign, unread }: ReturnedPages): boolean {
  return [missing, earlier, foreign, unread].every((each) => each.length === 0);
}
