import type { OfficialDocument } from '../../schema/documents.ts';
import { signedTextSha256 } from './signed-text.ts';

/** Of the SHA-256 on a page: 48 bits tell one text of a document from another. */
const hashLength = 12;
/** More pages no document has: they are counted in two digits. */
export const mostPages = 99;

/** Each page carries two marks, so that a photograph of it can be straightened: at its top right and at its bottom left. */
export const markPlaces = ['top', 'bottom'] as const;
export type MarkPlace = (typeof markPlaces)[number];

/** A printed page: of which document, in which state of its text. */
export interface PrintedPage {
  readonly caseId: string;
  readonly documentId: string;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** How the SHA-256 of the text begins that is signed, 12 digits. */
  readonly hash: string;
}

/** How the SHA-256 of a document's text begins, as its pages carry it. */
export function pageHash(document: OfficialDocument): string {
  return signedTextSha256(document).slice(0, hashLength);
}

/** `7F3A 92C1 AB04`, as it is printed for people. */
function hashWords(hash: string): string {
  return hash.toUpperCase().match(/.{4}/g)?.join(' ') ?? '';
}

/** What stands beside a mark, for people: the case, the page, and the text's hash. */
export function markWords({ page, pages, hash }: PrintedPage, caseNumber: string): readonly string[] {
  const place = [caseNumber && `Vụ việc ${caseNumber}`, `trang ${page}/${pages}`].filter(Boolean).join(', ');
  return [place.replace(/^t/, 'T'), `Mã nội dung ${hashWords(hash)}`];
}

const letters: Readonly<Record<MarkPlace, string>> = { top: 'T', bottom: 'B' };
const format = /^MT1:([\w-]{1,80}):([\w-]{1,80}):([1-9]\d?)\/([1-9]\d?):([0-9A-F]{12}):([TB])$/;

/**
 * The words of a mark, version 1: `MT1:case:document:2/3:7F3A92C1AB04:T`. Capitals and digits alone, as ids are made of them: a QR
 * code of few, large dots.
 */
export function markText({ caseId, documentId, page, pages, hash }: PrintedPage, place: MarkPlace): string {
  return `MT1:${caseId}:${documentId}:${page}/${pages}:${hash.toUpperCase()}:${letters[place]}`;
}

/** What a code says when it is a mark of ours; null for every other. */
export function readMark(text: string): { readonly printed: PrintedPage; readonly place: MarkPlace } | null {
  const [, caseId, documentId, page, pages, hash, letter] = format.exec(text) ?? [];
  const place = markPlaces.find((each) => letters[each] === letter);
  if (!caseId || !documentId || !hash || !place) return null;
  const printed = { caseId, documentId, page: Number(page), pages: Number(pages), hash: hash.toLowerCase() };
  return printed.page <= printed.pages ? { printed, place } : null;
}
