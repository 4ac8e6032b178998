import type { PaperBlock } from '../../../shared/domain/document/paper-blocks.ts';
import styles from './Paper.module.css';

/** The sentences, lists and tables of a paper. */
export function PaperBody({ blocks }: { blocks: readonly PaperBlock[] }) {
  return blocks.map((block, place) => {
    // A block is known by its place alone: two may say the same.
    const key = `${place}`;
    switch (block.kind) {
      case 'heading':
        return (
          <h3 key={key} className={styles.heading}>
            {block.text}
          </h3>
        );
      case 'paragraph':
        return (
          <p key={key} className={styles.text} data-blank={block.isBlank ?? false}>
            {block.text}
          </p>
        );
      case 'table':
        return <PaperTable key={key} head={block.head} rows={block.rows} />;
      default:
        return null;
    }
  });
}

function PaperTable({ head, rows }: Pick<Extract<PaperBlock, { kind: 'table' }>, 'head' | 'rows'>) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell}>{cell}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row[0]}>
            {head.map((name, column) => (
              <td key={name}>{row[column]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
