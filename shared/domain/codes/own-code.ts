import { readMark } from '../document/page-code.ts';
import { readSlip } from '../document/slips.ts';
import { scannedText } from './scanned-text.ts';

/** To what a code leads that the program has printed. */
export interface OwnCode {
  readonly caseId: string;
  readonly documentId: string;
  /** Its signed pages for the mark of a page, its exhibits for a seal's label or a receipt. */
  readonly part: 'pages' | 'exhibits';
}

/** What a code of ours leads to; null for a code of anybody else, which is a number of the thing that it stands on. */
export function ownCode(raw: string): OwnCode | null {
  const text = scannedText(raw);
  const slip = readSlip(text);
  if (slip) return { ...slip, part: 'exhibits' };
  const mark = readMark(text);
  return mark && { caseId: mark.printed.caseId, documentId: mark.printed.documentId, part: 'pages' };
}
