import { useEffect, useRef, useState } from 'react';
import { pageTieId } from '../../../shared/domain/document/returned-pages.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useCodeReader } from '../../ui/codes/use-code-reader.ts';
import { useEvidenceFiles } from '../../ui/evidence/evidence-files.tsx';
import { pagesInPhotograph } from './pages-in-photograph.ts';

/** Where a photograph stands that says of no page yet what it is: `away` where its original is not on this laptop. */
export type PageReading = 'reading' | 'noCode' | 'away';

/**
 * Reads the marks of photographs that were brought to a document, and ties each to the pages that it shows. What could not be read is
 * told by id; it is read again when the page is next opened.
 */
export function useReadPages(unread: readonly Evidence[]): (evidenceId: string) => PageReading {
  const { workspace, mayEdit } = useCaseFile();
  const { originals } = useEvidenceFiles();
  const readCodes = useCodeReader();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, PageReading>>(new Map());
  const begun = useRef(new Set<string>());
  useEffect(() => {
    if (!mayEdit) return;
    const told = (id: string, outcome: PageReading) => setOutcomes((before) => new Map(before).set(id, outcome));
    const read = async ({ id, signed }: Evidence) => {
      const { sha256, sizeBytes, mediaType } = signed.record;
      if (!mediaType.startsWith('image/')) return told(id, 'noCode');
      const answer = await fetch(originals.addressOf({ sha256, sizeBytes }, mediaType));
      if (!answer.ok) return told(id, 'away');
      const seen = await readCodes(await answer.blob());
      const ties = pagesInPhotograph(seen?.codes ?? []).map(({ printed }) => ({
        id: pageTieId({ ...printed, isByHand: false }),
      }));
      if (ties.length === 0) return told(id, 'noCode');
      await workspace.change('evidence', id, (current) => ({ ties: [...current.ties, ...ties] }));
    };
    for (const each of unread) {
      if (begun.current.has(each.id)) continue;
      begun.current.add(each.id);
      read(each).catch(() => told(each.id, 'noCode'));
    }
  }, [unread, mayEdit, workspace, originals, readCodes]);
  return (id) => outcomes.get(id) ?? (mayEdit ? 'reading' : 'noCode');
}
