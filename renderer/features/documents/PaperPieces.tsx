import type { PaperCut } from '../../../shared/domain/document/page-breaks.ts';
import { type Paper, paperWords } from '../../../shared/domain/document/paper.ts';
import type { PaperColumn } from '../../../shared/domain/document/paper-blocks.ts';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import styles from './Paper.module.css';
import { PaperSigners } from './PaperSigners.tsx';

interface PaperPiecesProps {
  paper: Paper;
  /** What stands here, from top to bottom. */
  cuts: readonly PaperCut[];
  document: OfficialDocument;
}

/** The pieces of a paper, one below the other; rows of one table that follow each other stand in one table. */
export function PaperPieces({ paper, cuts, document }: PaperPiecesProps) {
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
        return <PaperTable key={key} columns={piece.columns} rows={group} />;
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

function PaperTable({ columns, rows }: { columns: readonly PaperColumn[]; rows: readonly PaperCut[] }) {
  return (
    <table className={styles.table}>
      <colgroup>
        {columns.map(({ head, width }) => (
          <col key={head} style={{ width: `${width}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ head }) => (
            <th key={head}>{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ texts }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place alone
          <tr key={place} data-piece>
            {columns.map(({ head }, column) => (
              <td key={head}>{texts[column]}</td>
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
