import { useEffect, useRef, useState } from 'react';
import { longestTie, pageOfTie, pageTieId, withPages } from '../../../shared/domain/document/returned-pages.ts';
import { isTiedTo } from '../../../shared/domain/evidence/ties.ts';
import { type Evidence, type EvidenceRecord, mostTies } from '../../../shared/schema/evidence.ts';
import type { Workspace } from '../../data/workspace.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useCodeReader } from '../../ui/codes/use-code-reader.ts';
import { useEvidenceFiles } from '../../ui/evidence/evidence-files.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { pagesInPhotograph } from './pages-in-photograph.ts';
import { isHere, LockedSheets, sheetsOf } from './sheets-of.ts';

/**
 * Where a photograph stands that says of no page yet what it is: `away` where its original is not on this laptop, `locked` where it asks for a
 * password, `partly` where not every sheet of it could be read, `unsaved` where its pages were read and could not be written down.
 */
export type PageReading = 'reading' | 'noCode' | 'partly' | 'locked' | 'away' | 'unsaved';

/** What of this person's originals was read without a page, or not to its end: a long annex is not drawn anew at every visit. */
const readInVain = new WeakMap<Workspace, Map<string, PageReading>>();

/**
 * Reads the marks of photographs and scans that were brought to a document, one after the other while the document is shown, and ties each to
 * the pages that it shows. What could not be read, or not to its end, is told by id; null of what is not read yet, and of what is read whole.
 * What is away or unsaved is read again when the page is next opened.
 */
export function useReadPages(
  unread: readonly Evidence[],
  documentId: string,
): (evidenceId: string) => PageReading | null {
  const { workspace, mayEdit } = useCaseFile();
  const { originals } = useEvidenceFiles();
  const readCodes = useCodeReader();
  const notices = useNotices();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, PageReading>>(new Map());
  const begun = useRef(new Set<string>());
  const last = useRef(Promise.resolve());
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  useEffect(() => {
    if (!mayEdit) return;
    const told = (id: string, outcome: PageReading) => setOutcomes((before) => new Map(before).set(id, outcome));
    /** `isWhole`: every sheet was read. */
    const pagesOf = async (address: string, record: EvidenceRecord) => {
      const pages = new Set<string>();
      let isWhole = true;
      for await (const sheet of sheetsOf(address, record)) {
        const seen = isShown.current && sheet ? await readCodes(sheet) : null;
        // It was left: what is read no more says nothing.
        if (!isShown.current) return null;
        if (!seen) isWhole = false;
        for (const { printed } of pagesInPhotograph(seen?.codes ?? [])) {
          pages.add(pageTieId({ ...printed, isByHand: false }));
        }
      }
      return { pages: [...pages], isWhole };
    };
    const inVain = readInVain.get(workspace) ?? new Map<string, PageReading>();
    readInVain.set(workspace, inVain);
    const ended = (id: string, outcome: PageReading) => {
      inVain.set(id, outcome);
      told(id, outcome);
    };
    const read = async ({ id, signed: { record } }: Evidence) => {
      if (!isShown.current) return;
      const address = originals.addressOf(record, record.mediaType);
      if (!(await isHere(address))) return told(id, 'away');
      const found = await pagesOf(address, record);
      if (found === null) return;
      const { pages, isWhole } = found;
      const outcome = isWhole ? 'noCode' : 'partly';
      if (pages.length === 0) return ended(id, outcome);
      try {
        await workspace.change('evidence', id, ({ ties }) => ({ ties: tiedTo(ties, pages, documentId) }));
        // Said once it is written down: what is not is read again.
        if (!isWhole) ended(id, outcome);
      } catch (thrown) {
        notices.problem(thrown);
        told(id, 'unsaved');
      }
    };
    for (const each of unread) {
      if (begun.current.has(each.id) || inVain.has(each.id)) continue;
      begun.current.add(each.id);
      // A scan takes seconds and much memory: never two at once.
      last.current = last.current
        .then(() => read(each))
        .catch((thrown: unknown) =>
          thrown instanceof LockedSheets ? ended(each.id, 'locked') : told(each.id, 'noCode'),
        );
    }
  }, [unread, documentId, mayEdit, workspace, originals, readCodes, notices]);
  return (id) => outcomes.get(id) ?? readInVain.get(workspace)?.get(id) ?? null;
}

/** The ties with the pages that were read: first those of the document that it was brought to. Of what was removed from it meanwhile none. */
function tiedTo(ties: Evidence['ties'], pages: readonly string[], documentId: string): Evidence['ties'] {
  if (!isTiedTo({ ties }, { kind: 'document', id: documentId })) return ties;
  const isOwn = (id: string) => pageOfTie(id)?.documentId === documentId;
  const known = pages.filter((id) => id.length <= longestTie);
  return withPages(
    ties,
    known.toSorted((one, other) => Number(isOwn(other)) - Number(isOwn(one))),
  ).slice(0, mostTies);
}
