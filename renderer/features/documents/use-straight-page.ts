import { useEffect, useState } from 'react';
import type { PrintedPage } from '../../../shared/domain/document/page-code.ts';
import { projectionOf } from '../../../shared/domain/document/straighten.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useCodeReader } from '../../ui/codes/use-code-reader.ts';
import { useEvidenceFiles } from '../../ui/evidence/evidence-files.tsx';
import { pagesInPhotograph } from './pages-in-photograph.ts';
import { isHere, sheetsOf } from './sheets-of.ts';
import type { ToStraighten } from './straighten-page.worker.ts';

/** A page as it is shown: `straight` is made anew each time, and the original stays as it is; of `none` there is nothing to show here. */
export type StraightPage =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'straight' | 'asTaken'; readonly address: string }
  | { readonly kind: 'away' | 'none' };

/** The sheet of an original that shows a page, straightened by its marks; where it has none, the first sheet as it is. */
export function useStraightPage({ signed }: Evidence, printed: PrintedPage | null): StraightPage {
  const { originals } = useEvidenceFiles();
  const readCodes = useCodeReader();
  const [shown, setShown] = useState<StraightPage>({ kind: 'waiting' });
  const { sha256, sizeBytes, mediaType } = signed.record;
  const [documentId, page] = [printed?.documentId, printed?.page];
  useEffect(() => {
    let isGone = false;
    let worker: Worker | null = null;
    let made = '';
    const show = (kind: 'straight' | 'asTaken', picture: Blob) => {
      if (isGone) return;
      made = URL.createObjectURL(picture);
      setShown({ kind, address: made });
    };
    /** The sheet that is meant, and how it shows the page; the first one where none has its marks. */
    const find = async (address: string) => {
      let first: Blob | null = null;
      for await (const sheet of sheetsOf(address, { mediaType, sizeBytes })) {
        if (isGone) return null;
        if (!sheet) continue;
        first ??= sheet;
        const pages = pagesInPhotograph((await readCodes(sheet))?.codes ?? []);
        const isMeant = (one: PrintedPage) => one.documentId === documentId && one.page === page;
        const found = pages.find((each) => documentId === undefined || isMeant(each.printed));
        if (found) return { sheet, projection: projectionOf(found.found) };
      }
      return first && { sheet: first, projection: null };
    };
    const make = async () => {
      const address = originals.addressOf({ sha256, sizeBytes }, mediaType);
      const found = (await isHere(address)) ? await find(address) : 'away';
      if (isGone) return;
      if (found === null || found === 'away') return setShown({ kind: found ?? 'none' });
      const { sheet, projection } = found;
      if (!projection) return show('asTaken', sheet);
      worker = new Worker(new URL('./straighten-page.worker.ts', import.meta.url), { type: 'module' });
      worker.onerror = () => show('asTaken', sheet);
      worker.onmessage = ({ data }: MessageEvent<Blob | null>) => show(data ? 'straight' : 'asTaken', data ?? sheet);
      worker.postMessage({ photograph: sheet, projection } satisfies ToStraighten);
    };
    make().catch(() => {
      if (!isGone) setShown({ kind: 'none' });
    });
    return () => {
      isGone = true;
      worker?.terminate();
      if (made) URL.revokeObjectURL(made);
    };
  }, [originals, readCodes, sha256, sizeBytes, mediaType, documentId, page]);
  return shown;
}
