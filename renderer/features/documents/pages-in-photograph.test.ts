import { describe, expect, it } from 'vitest';
import { markText, type PrintedPage } from '../../../shared/domain/document/page-code.ts';
import type { ReadCode } from '../../ui/codes/code-formats.ts';
import { pagesInPhotograph } from './pages-in-photograph.ts';

const printed: PrintedPage = { caseId: 'c1', documentId: 'd1', page: 1, pages: 2, hash: '7f3a92c1ab04' };
const code = (text: string, x = 0): ReadCode => {
  const corner = { x, y: 0 };
  return { format: 'QRCode', text, corners: [corner, corner, corner, corner] };
};

describe('the pages in a photograph', () => {
  it('are told by either mark, and once by both', () => {
    const [top, bottom] = [code(markText(printed, 'top'), 1), code(markText(printed, 'bottom'), 2)];
    expect(pagesInPhotograph([bottom])).toEqual([{ printed, found: { bottom: bottom.corners } }]);
    expect(pagesInPhotograph([bottom, top])).toEqual([
      { printed, found: { top: top.corners, bottom: bottom.corners } },
    ]);
  });

  it('may be two, among codes of somebody else', () => {
    const other = { ...printed, page: 2 };
    const codes = [code(markText(printed, 'top')), code('https://example.com'), code(markText(other, 'top'))];
    expect(pagesInPhotograph(codes).map((each) => each.printed)).toEqual([printed, other]);
  });
});
