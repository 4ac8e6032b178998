import { type MarkPlace, type PrintedPage, readMark } from '../../../shared/domain/document/page-code.ts';
import type { MarkCorners } from '../../../shared/domain/document/straighten.ts';
import type { ReadCode } from '../../ui/codes/code-formats.ts';

/** A printed page in a photograph, and where its marks lie. */
export interface PhotographedPage {
  readonly printed: PrintedPage;
  readonly found: Readonly<Partial<Record<MarkPlace, MarkCorners>>>;
}

/** The printed pages that the codes of a photograph tell of; either mark is enough. */
export function pagesInPhotograph(codes: readonly ReadCode[]): readonly PhotographedPage[] {
  const pages = new Map<string, PhotographedPage>();
  for (const { text, corners } of codes) {
    const mark = readMark(text);
    if (!mark) continue;
    const key = text.slice(0, -1);
    const found = { ...pages.get(key)?.found, [mark.place]: corners };
    pages.set(key, { printed: mark.printed, found });
  }
  return [...pages.values()];
}
