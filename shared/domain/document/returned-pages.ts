import type { OfficialDocument } from '../../schema/documents.ts';
import type { Evidence } from '../../schema/evidence.ts';
import { isTiedTo } from '../evidence/ties.ts';
import { type PrintedPage, pageHash } from './page-code.ts';

/** As long as the id of a tie may be. */
const longestTie = 80;
const format = /^page\|([^|]*)\|([^|]+)\|(\d+)\/(\d+)\|([0-9a-f]{12})?$/;

/**
 * Id of the tie of a photograph to the printed page that it shows: `page|case|document|2/3|7f3a92c1ab04`. `hash` is empty where a person
 * has said which page it is, and no code.
 */
export function pageTieId({ caseId, documentId, page, pages, hash }: PrintedPage): string {
  const id = (ofCase: string) => `page|${ofCase}|${documentId}|${page}/${pages}|${hash}`;
  return id(caseId).length <= longestTie ? id(caseId) : id('');
}

/** The page that a tie names; null for a tie to anything else. */
export function pageOfTie(id: string): PrintedPage | null {
  const [, caseId = '', documentId, page, pages, hash = ''] = format.exec(id) ?? [];
  return documentId ? { caseId, documentId, page: Number(page), pages: Number(pages), hash } : null;
}

/** The printed pages that a photograph shows, as they were read or said. */
export function pagesIn({ ties }: Pick<Evidence, 'ties'>): readonly PrintedPage[] {
  return ties.flatMap(({ id }) => pageOfTie(id) ?? []);
}

/** A page that came back, and the photograph of it. */
export interface ReturnedPage {
  readonly evidence: Evidence;
  readonly printed: PrintedPage;
}

/** What has come back of a document's printed pages. */
export interface ReturnedPages {
  /** How many its text has, as the newest page of it says; 0 until one has come back. */
  readonly pages: number;
  /** Of the text as it is now, by number; more than one photograph where a page came twice. */
  readonly here: readonly { readonly page: number; readonly photographs: readonly Evidence[] }[];
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
  const current = own.filter(({ printed }) => printed.hash === hash || printed.hash === '');
  const pages = (current.findLast(({ printed }) => printed.hash === hash) ?? current.at(-1))?.printed.pages ?? 0;
  const numbers = [...new Set(current.map(({ printed }) => printed.page))].sort((one, other) => one - other);
  const here = numbers.map((page) => ({
    page,
    photographs: current.filter(({ printed }) => printed.page === page).map((each) => each.evidence),
  }));
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
