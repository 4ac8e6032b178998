import { useEffect, useState } from 'react';
import { projectionOf } from '../../../shared/domain/document/straighten.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useCodeReader } from '../../ui/codes/use-code-reader.ts';
import { useEvidenceFiles } from '../../ui/evidence/evidence-files.tsx';
import { pagesInPhotograph } from './pages-in-photograph.ts';
import type { ToStraighten } from './straighten-page.worker.ts';

/** A photograph of a page as it is shown: `straight` is made anew each time, and the original stays as it is. */
export type ShownPage =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'straight' | 'asTaken'; readonly address: string }
  | { readonly kind: 'away' };

/** The first page of a photograph, straightened by its marks; the photograph itself where it has none. */
export function useStraightPage({ signed }: Evidence): ShownPage {
  const { originals } = useEvidenceFiles();
  const readCodes = useCodeReader();
  const [shown, setShown] = useState<ShownPage>({ kind: 'waiting' });
  const { sha256, sizeBytes, mediaType } = signed.record;
  useEffect(() => {
    let isGone = false;
    let worker: Worker | null = null;
    let made = '';
    const show = (page: ShownPage) => {
      if (!isGone) setShown(page);
    };
    const address = originals.addressOf({ sha256, sizeBytes }, mediaType);
    const make = async () => {
      const answer = await fetch(address);
      if (!answer.ok) return show({ kind: 'away' });
      const photograph = await answer.blob();
      const [page] = pagesInPhotograph((await readCodes(photograph))?.codes ?? []);
      const projection = page && projectionOf(page.found);
      if (!projection || isGone) return show({ kind: 'asTaken', address });
      worker = new Worker(new URL('./straighten-page.worker.ts', import.meta.url), { type: 'module' });
      worker.onerror = () => show({ kind: 'asTaken', address });
      worker.onmessage = ({ data }: MessageEvent<Blob | null>) => {
        if (isGone || !data) return show({ kind: 'asTaken', address });
        made = URL.createObjectURL(data);
        show({ kind: 'straight', address: made });
      };
      worker.postMessage({ photograph, projection } satisfies ToStraighten);
    };
    make().catch(() => show({ kind: 'asTaken', address }));
    return () => {
      isGone = true;
      worker?.terminate();
      if (made) URL.revokeObjectURL(made);
    };
  }, [originals, readCodes, sha256, sizeBytes, mediaType]);
  return shown;
}
