import type { WebContents } from 'electron';

const millimetresPerInch = 25.4;
/** Millimetres. Decree 30/2020/NĐ-CP, annex I: 20 to 25 at the top and the bottom, 30 to 35 at the left, 15 to 20 at the right. */
const margins = { top: 20, bottom: 20, left: 30, right: 15 } as const;

/** What stands at the foot of each page; none of the page's own styles reaches it. */
const foot = `<div style="width: 100%; padding-right: 15mm; text-align: right; font: 11pt 'Times New Roman', Tinos, 'Liberation Serif', serif">
<span class="pageNumber"></span>/<span class="totalPages"></span></div>`;

/** The page as PDF on A4, as its styles for print show it. */
export function printPage(contents: WebContents): Promise<Uint8Array> {
  const inches = (millimetres: number) => millimetres / millimetresPerInch;
  return contents.printToPDF({
    pageSize: 'A4',
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: foot,
    generateTaggedPDF: true,
    margins: {
      top: inches(margins.top),
      bottom: inches(margins.bottom),
      left: inches(margins.left),
      right: inches(margins.right),
    },
  });
}
