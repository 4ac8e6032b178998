import type { PaperCut } from '../../../shared/domain/document/page-breaks.ts';
import { type Paper, paperWords } from '../../../shared/domain/document/paper.ts';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import styles from './Paper.module.css';
import { PaperSigners } from './PaperSigners.tsx';

interface PaperPiecesProps {
  paper: Paper;
  /** What stands here, from top to bottom. */
  cuts: readonly PaperCut[];
  document: OfficialDocument;
  /** Of each table, its columns' shares of the width, so that its parts on several pages are alike. */
  columns?: ReadonlyMap<number, readonly number[]>;
}

/** The pieces of a paper, one below the other; rows of one table that follow each other stand in one table. */
export function PaperPieces({ paper, cuts, document, columns }: PaperPiecesProps) {
  return groupsOf(cuts).map((group, place) => {
    const [first] = group;
    if (!first) return null;
    const { piece, texts, isContinued, goesOn } = first;
    // A piece is known by its place alone: two may say the same.
    const key = `${place}`;
    switch (piece.kind) {
      case 'opening':
        return <PaperOpening key={key} paper={paper} />;
      case 'row':
        return <PaperTable key={key} head={piece.head} rows={group} shares={columns?.get(piece.table)} />;
      case 'signers':
        return <PaperSigners key={key} columns={piece.columns} document={document} />;
      case 'heading':
        return (
          <h3 key={key} className={styles.heading} data-piece>
            {texts[0]}
          </h3>
        );
      default:
        return (
          <p
            key={key}
            className={piece.kind === 'refusal' ? styles.refusal : styles.text}
            data-piece
            data-blank={piece.kind === 'paragraph' && piece.isBlank}
            data-continued={isContinued}
            data-goes-on={goesOn}
          >
            {texts[0]}
          </p>
        );
    }
  });
}

function PaperOpening({ paper: { agency, under, number, placeDate, title } }: { paper: Paper }) {
  return (
    <div className={styles.opening} data-piece>
      <div className={styles.head}>
        <div>
          <p className={styles.agency} data-above={under !== ''}>
            {agency}
          </p>
          {under && <p className={styles.agency}>{under}</p>}
          <span className={styles.short} />
          {number && <p>{number}</p>}
        </div>
        <div>
          <p className={styles.nation}>{paperWords.nation}</p>
          <p className={styles.motto}>{paperWords.motto}</p>
          <span className={styles.long} />
        </div>
      </div>
      {placeDate && <p className={styles.date}>{placeDate}</p>}
      <h2 className={styles.title}>{title}</h2>
    </div>
  );
}

interface PaperTableProps {
  head: readonly string[];
  rows: readonly PaperCut[];
  shares?: readonly number[] | undefined;
}

function PaperTable({ head, rows, shares }: PaperTableProps) {
  return (
    <table className={styles.table} data-fixed={shares !== undefined}>
      {shares && (
        <colgroup>
          {head.map((cell, column) => (
            <col key={cell} style={{ width: `${(shares[column] ?? 0) * 100}%` }} />
          ))}
        </colgroup>
      )}
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell}>{cell}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ texts }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place alone
          <tr key={place} data-piece>
            {head.map((name, column) => (
              <td key={name}>{texts[column]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function groupsOf(cuts: readonly PaperCut[]): readonly (readonly PaperCut[])[] {
  const groups: PaperCut[][] = [];
  for (const cut of cuts) {
    const last = groups.at(-1);
    const above = last?.at(-1)?.piece;
    if (last && above?.kind === 'row' && cut.piece.kind === 'row' && above.table === cut.piece.table) last.push(cut);
    else groups.push([cut]);
  }
  return groups;
}
