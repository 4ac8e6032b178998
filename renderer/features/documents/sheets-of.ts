import type { EvidenceRecord } from '../../../shared/schema/evidence.ts';
import type { OpenPdf, PdfPage } from '../../ui/evidence/open-pdf.ts';

/** 200 dots an inch: at that the marks of a page can be read. */
const scanScale = 200 / 96;
const quality = 0.92;

/** True where an original's bytes are on this laptop. */
export async function isHere(address: string): Promise<boolean> {
  return (await fetch(address, { headers: { range: 'bytes=0-0' } })).ok;
}

/** The PDF asks for a password: no sheet of it can be drawn. */
export class LockedSheets extends Error {}

/**
 * A picture of each sheet that an original shows: the photograph itself, or the pages of a PDF as scanners make them, null for one that can't be
 * drawn; none for anything else. Throws `LockedSheets`.
 */
export async function* sheetsOf(
  address: string,
  { mediaType, sizeBytes }: Pick<EvidenceRecord, 'mediaType' | 'sizeBytes'>,
): AsyncGenerator<Blob | null, void> {
  if (mediaType.startsWith('image/')) yield await (await fetch(address)).blob();
  if (mediaType !== 'application/pdf') return;
  const { openPdf, pdfFaultOf } = await import('../../ui/evidence/open-pdf.ts');
  const pdf = await openPdf(address, sizeBytes).catch((thrown: unknown) => {
    if (pdfFaultOf(thrown) === 'locked') throw new LockedSheets();
    return null;
  });
  if (pdf) yield* pagesOf(pdf);
  else yield null;
}

async function* pagesOf(pdf: OpenPdf): AsyncGenerator<Blob | null, void> {
  try {
    for (const page of pdf.pages) yield await pictureOf(page).catch(() => null);
  } finally {
    pdf.close();
  }
}

async function pictureOf(page: PdfPage): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  await page.draw(canvas, scanScale, new AbortController().signal);
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  canvas.width = 0;
  canvas.height = 0;
  return picture;
}
