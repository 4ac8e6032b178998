import type { OfficialDocument, Statement } from '../../schema/documents.ts';
import { type Tie, tieId } from '../evidence/ties.ts';

/** A statement with the document in which it stands. */
export interface PlacedStatement {
  readonly statement: Statement;
  readonly document: OfficialDocument;
}

/** What the entity said of a finding or an item, in documents that are valid; the oldest first. */
export function statementsAbout(documents: readonly OfficialDocument[], tie: Tie): readonly PlacedStatement[] {
  const about = tieId(tie);
  return documents
    .filter(({ cancelled }) => cancelled === null)
    .flatMap((document) => document.statements.map((statement) => ({ statement, document })))
    .filter(({ statement }) => statement.about === about && statement.text.trim() !== '');
}
