import type { CSSProperties } from 'react';
import type { PaperCut } from '../../../shared/domain/document/page-breaks.ts';
import { markPlaces, markText, markWords, type PrintedPage } from '../../../shared/domain/document/page-code.ts';
import { marks, pageLayout } from '../../../shared/domain/document/page-layout.ts';
import type { Paper } from '../../../shared/domain/document/paper.ts';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import { QrCode } from '../../ui/codes/QrCode.tsx';
import styles from './PaperPage.module.css';
import { PaperPieces } from './PaperPieces.tsx';

interface PaperPageProps {
  printed: PrintedPage;
  paper: Paper;
  cuts: readonly PaperCut[];
  document: OfficialDocument;
  /** Across the page: what it is that stands for nothing. */
  stamp: string;
  caseNumber: string;
}

/** A page of A4: its number from the second on, its part of the paper, and in the margins the marks by which it is known again. */
export function PaperPage({ printed, paper, cuts, document, stamp, caseNumber }: PaperPageProps) {
  const { page } = printed;
  return (
    <section className={styles.page} lang="vi" data-page={page}>
      {page > 1 && <p className={styles.number}>{page}</p>}
      {stamp && <p className={styles.stamp}>{stamp}</p>}
      <div className={styles.text}>
        <PaperPieces paper={paper} cuts={cuts} document={document} />
      </div>
      {document.cancelled && <div className={styles.cancelled} />}
      {markPlaces.map((place) => (
        <div key={place} className={styles.mark} data-place={place} style={placeOf(place)}>
          <span className={styles.code}>
            <QrCode text={markText(printed, place)} />
          </span>
          <p className={styles.words}>
            <span className={styles.name}>{paper.title}</span>
            {markWords(printed, caseNumber).map((line) => (
              <span key={line}>{line}</span>
            ))}
          </p>
        </div>
      ))}
    </section>
  );
}

function placeOf(place: (typeof markPlaces)[number]): CSSProperties {
  const { left, top } = marks[place];
  const side = { top: `${top}mm`, height: `${pageLayout.mark}mm` };
  return place === 'top' ? { ...side, right: `${pageLayout.right}mm` } : { ...side, left: `${left}mm` };
}
