import { useMemo } from 'react';
import type { Conflict } from '../../../shared/schema/common.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import type { CollectionName } from '../../data/workspace.ts';
import { useDocuments } from '../../ui/use-documents.ts';

/** A field where two values wait for a person. */
export interface OpenConflict {
  readonly collection: CollectionName;
  readonly id: string;
  /** Null for an entity: it is settled in any of its cases. */
  readonly caseId: string | null;
  readonly conflict: Conflict;
}

const unsettled = { selector: { conflicts: { $elemMatch: { settled: null } } } };

interface Conflicted {
  readonly id: string;
  readonly conflicts: readonly Conflict[];
}

function openIn<Document extends Conflicted>(
  collection: CollectionName,
  documents: readonly Document[],
  caseOf: (document: Document) => string | null,
): OpenConflict[] {
  return documents.flatMap((document) =>
    document.conflicts
      .filter((conflict) => conflict.settled === null)
      .map((conflict) => ({ collection, id: document.id, caseId: caseOf(document), conflict })),
  );
}

/** Every field of cases and what belongs to them where two people's values stand side by side, unsettled. */
export function useConflicts(): readonly OpenConflict[] {
  const { cases, entities, answers, findings, evidence, documents } = useWorkspace().collections;
  const inCases = useDocuments(cases.find(unsettled)).value;
  const inEntities = useDocuments(entities.find(unsettled)).value;
  const inAnswers = useDocuments(answers.find(unsettled)).value;
  const inFindings = useDocuments(findings.find(unsettled)).value;
  const inEvidence = useDocuments(evidence.find(unsettled)).value;
  const inDocuments = useDocuments(documents.find(unsettled)).value;
  return useMemo(
    () => [
      ...openIn('cases', inCases, (document) => document.id),
      ...openIn('entities', inEntities, () => null),
      ...openIn('answers', inAnswers, (document) => document.caseId),
      ...openIn('findings', inFindings, (document) => document.caseId),
      ...openIn('evidence', inEvidence, (document) => document.caseId),
      ...openIn('documents', inDocuments, (document) => document.caseId),
    ],
    [inCases, inEntities, inAnswers, inFindings, inEvidence, inDocuments],
  );
}
