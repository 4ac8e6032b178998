import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { lacksOf } from '../../../shared/domain/document/missing.ts';
import { type LaidPiece, pagesOf, uncut } from '../../../shared/domain/document/page-breaks.ts';
import { pageHash } from '../../../shared/domain/document/page-code.ts';
import { textHeight } from '../../../shared/domain/document/page-layout.ts';
import { paperOf, paperWords } from '../../../shared/domain/document/paper.ts';
import { piecesOf } from '../../../shared/domain/document/paper-pieces.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useDocumentFile } from './document-file.tsx';
import { measurePaper } from './measure-paper.ts';
import { PaperPage } from './PaperPage.tsx';
import { PaperPieces } from './PaperPieces.tsx';
import styles from './paper-pages.module.css';

/** CSS counts 96 pixels an inch. */
const pixelsPerMillimetre = 96 / 25.4;

/** The document's pages as they are printed; `galley` is where they are measured, out of sight, and is drawn beside them. */
export function usePaperPages(): { readonly galley: ReactNode; readonly pages: readonly ReactNode[] } {
  const { document, form } = useDocumentFile();
  const { inspectionCase } = useCaseFile();
  const place = useRef<HTMLDivElement>(null);
  const [laid, setLaid] = useState<readonly LaidPiece[]>([]);
  const paper = paperOf(form, document);
  const pieces = piecesOf(paper);
  // Measured anew when, and only when, the paper says something else.
  const said = JSON.stringify([paper, document.signatures.length]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is said is what is measured
  useLayoutEffect(() => {
    let isGone = false;
    void window.document.fonts.ready.then(() => {
      if (!isGone && place.current) setLaid(measurePaper(place.current, pieces));
    });
    return () => {
      isGone = true;
    };
  }, [said]);

  const cuts = pagesOf(laid, textHeight * pixelsPerMillimetre);
  const facts = { caseId: document.caseId, documentId: document.id, hash: pageHash(document), pages: cuts.length };
  const isDraft = lacksOf(form, document).length > 0;
  const stamp = document.cancelled ? paperWords.cancelled : isDraft ? paperWords.draft : '';
  return {
    galley: (
      <div ref={place} className={styles.galley} lang="vi" aria-hidden="true">
        <PaperPieces paper={paper} cuts={pieces.map(uncut)} document={document} />
      </div>
    ),
    pages: cuts.map((each, at) => (
      <PaperPage
        // biome-ignore lint/suspicious/noArrayIndexKey: a page is known by its number
        key={at}
        printed={{ ...facts, page: at + 1 }}
        paper={paper}
        cuts={each}
        document={document}
        stamp={stamp}
        caseNumber={inspectionCase.number}
      />
    )),
  };
}
