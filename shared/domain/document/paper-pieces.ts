import type { Paper } from './paper.ts';
import type { PaperColumn } from './paper-blocks.ts';
import type { PaperSigners } from './paper-signers.ts';

/** As many sign one below the other on a page, whatever stands above them. */
const mostBelow = 5;

/** A part of a paper, from top to bottom. What has `texts` can be cut between two of its lines, all others are shown whole. */
export type PaperPiece =
  | { readonly kind: 'opening' }
  | { readonly kind: 'heading'; readonly texts: readonly [string] }
  | { readonly kind: 'paragraph'; readonly texts: readonly [string]; readonly isBlank: boolean }
  /** A row of the table of this number; the heads of its columns stand above its first row, on every page. */
  | {
      readonly kind: 'row';
      readonly table: number;
      readonly columns: readonly PaperColumn[];
      readonly texts: readonly string[];
    }
  | { readonly kind: 'signers'; readonly columns: readonly PaperSigners[] }
  | { readonly kind: 'refusal'; readonly texts: readonly [string] };

/** The pieces of a paper. */
export function piecesOf({ body, signers, refusals }: Paper): PaperPiece[] {
  return [
    { kind: 'opening' },
    ...body.flatMap((block, table): PaperPiece[] => {
      switch (block.kind) {
        case 'heading':
          return [{ kind: 'heading', texts: [block.text] }];
        case 'paragraph':
          return [{ kind: 'paragraph', texts: [block.text], isBlank: block.isBlank ?? false }];
        default:
          return block.rows.map((texts) => ({ kind: 'row', table, columns: block.columns, texts }));
      }
    }),
    ...signerRows(signers),
    ...refusals.map((text): PaperPiece => ({ kind: 'refusal', texts: [text] })),
  ];
}

/** Those who sign, a page's height at most in one piece. */
function signerRows(columns: readonly PaperSigners[]): PaperPiece[] {
  const most = Math.max(0, ...columns.map(({ people }) => people.length));
  return Array.from({ length: Math.ceil(most / mostBelow) }, (_, row) => ({
    kind: 'signers',
    columns: columns
      .map((column) => ({ ...column, people: column.people.slice(row * mostBelow, (row + 1) * mostBelow) }))
      .filter(({ people }) => people.length > 0),
  }));
}
