import type { WebContents } from 'electron';
import type { CallInput } from '../../../shared/bridge/contract.ts';

const millimetresPerInch = 25.4;
/** Millimetres. Decree 30/2020/NĐ-CP, annex I: 20 to 25 at the top and the bottom, 30 to 35 at the left, 15 to 20 at the right. */
const margins = { top: 20, bottom: 20, left: 30, right: 15 } as const;

/** What stands at the foot of each page; none of the page's own styles reaches it. */
const foot = `<div style="width: 100%; padding-right: 15mm; text-align: right; font: 11pt 'Times New Roman', Tinos, 'Liberation Serif', serif">
<span class="pageNumber"></span>/<span class="totalPages"></span></div>`;

/** What a page is printed on: over sheets of A4 as many as it takes, or on sheets whose size and margins its styles give. */
export type PrintedSheet = CallInput<'page.pdf'>['sheet'];

/** The page as PDF, as its styles for print show it. */
export function printPage(contents: WebContents, sheet: PrintedSheet): Promise<Uint8Array> {
  const common = { printBackground: true, generateTaggedPDF: true };
  if (sheet === 'own') {
    const none = { top: 0, bottom: 0, left: 0, right: 0 };
    return contents.printToPDF({ ...common, preferCSSPageSize: true, margins: none });
  }
  const inches = (millimetres: number) => millimetres / millimetresPerInch;
  return contents.printToPDF({
    ...common,
    pageSize: 'A4',
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: foot,
    margins: {
      top: inches(margins.top),
      bottom: inches(margins.bottom),
      left: inches(margins.left),
      right: inches(margins.right),
    },
  });
}
