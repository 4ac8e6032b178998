import { useMemo } from 'react';
import type { Answer } from '../../../shared/schema/answers.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useDocument, useDocuments } from '../../ui/use-documents.ts';

export interface LastTime {
  /** Day on which that visit began, yyyy-mm-dd. */
  readonly date: string;
  readonly answer: Answer;
}

/** What the item was answered at the entity's last visit before this one, as far as this laptop has it; null where it was not. */
export function useLastTime(itemId: string): LastTime | null {
  const { workspace, inspectionCase, entity } = useCaseFile();
  const { cases, answers } = workspace.collections;
  const { entityId, id } = inspectionCase;
  const standingId = entity?.id ?? entityId;
  const ofEntity = useMemo(
    () => cases.find({ selector: { entityId: { $in: [entityId, standingId] } } }),
    [cases, entityId, standingId],
  );
  const visits = useDocuments(ofEntity).value;
  const last = visits
    .filter((each) => each.id !== id && each.startsOn <= inspectionCase.startsOn)
    .toSorted((one, other) => (one.startsOn < other.startsOn ? 1 : -1))[0];
  const lastId = last?.id ?? '';
  const query = useMemo(() => (lastId ? answers.findOne(`${lastId}|${itemId}`) : null), [answers, lastId, itemId]);
  const answer = useDocument(query).value;
  return last && answer ? { date: last.startsOn, answer } : null;
}
