import { uncut } from '../../../shared/domain/document/page-breaks.ts';
import { paperOf } from '../../../shared/domain/document/paper.ts';
import { piecesOf } from '../../../shared/domain/document/paper-pieces.ts';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import type { FormData } from '../../../shared/schema/reference-data.ts';
import styles from './Paper.module.css';
import { PaperPieces } from './PaperPieces.tsx';

interface PaperProps {
  document: OfficialDocument;
  form: FormData;
}

/**
 * The paper of a document as one sheet, while it is written and read: set by Decree 30/2020/NĐ-CP, Appendix I. Its words are Vietnamese
 * in every language of the screen.
 */
export function Paper({ document, form }: PaperProps) {
  const paper = paperOf(form, document);
  return (
    <article className={styles.frame} lang="vi">
      <div className={styles.sheet} data-cancelled={document.cancelled !== null}>
        <PaperPieces paper={paper} cuts={piecesOf(paper).map(uncut)} document={document} />
      </div>
    </article>
  );
}
