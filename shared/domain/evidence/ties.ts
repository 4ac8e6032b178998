import type { Evidence } from '../../schema/evidence.ts';

/** What an original can show: a finding, an item of the checklist, or a printed document that was signed. */
export interface Tie {
  readonly kind: 'finding' | 'item' | 'document';
  readonly id: string;
}

/** Id of the tie in a document. */
export function tieId({ kind, id }: Tie): string {
  return `${kind}|${id}`;
}

export function isTiedTo({ ties }: Pick<Evidence, 'ties'>, tie: Tie): boolean {
  const id = tieId(tie);
  return ties.some((each) => each.id === id);
}

/** The evidence that stands in the case's documents and shows one of these, in its order. */
export function evidenceOf(all: readonly Evidence[], ties: readonly Tie[]): readonly Evidence[] {
  return all.filter((evidence) => evidence.withdrawn === null && ties.some((tie) => isTiedTo(evidence, tie)));
}
