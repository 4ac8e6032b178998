import { useMemo } from 'react';
import { conflictsWithin } from '../../../shared/domain/merge/settle.ts';
import type { PlacedConflict } from '../../../shared/domain/workflow/conditions.ts';
import type { Conflict, Synced } from '../../../shared/schema/common.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';

/** An open conflict with its document, and where in the case it lies. */
export interface OpenConflict {
  readonly placed: PlacedConflict;
  readonly document: Synced;
  readonly conflict: Conflict;
  /** Every conflict that this field has had, settled ones included. */
  readonly history: readonly Conflict[];
}

/** Every place of the case where two values wait for a person. */
export function useOpenConflicts(): readonly OpenConflict[] {
  const { inspectionCase, answers, findings, facts } = useCaseFile();
  return useMemo(() => {
    const documentOf = ({ collection, documentId, itemId }: PlacedConflict): Synced | undefined => {
      if (collection === 'cases') return inspectionCase;
      if (collection === 'answers') return answers.get(itemId ?? '');
      return findings.find(({ id }) => id === documentId);
    };
    return facts.openConflicts.flatMap((placed) => {
      const document = documentOf(placed);
      const conflict = document?.conflicts.find(({ id }) => id === placed.conflictId);
      if (!document || !conflict) return [];
      return [{ placed, document, conflict, history: conflictsWithin(document, conflict.path) }];
    });
  }, [inspectionCase, answers, findings, facts]);
}
