import { useMemo } from 'react';
import { earlierCases } from '../../../shared/domain/trip/earlier-cases.ts';
import type { Answer } from '../../../shared/schema/answers.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useDocuments } from '../../ui/use-documents.ts';

export interface LastTime {
  /** Day on which that visit began, yyyy-mm-dd. */
  readonly date: string;
  /** By item of the checklist. */
  readonly answers: ReadonlyMap<string, Answer>;
}

/** What was answered at the entity's last visit before this one, as far as this laptop has it; null where there was none. */
export function useLastTime(): LastTime | null {
  const { workspace, inspectionCase, entity } = useCaseFile();
  const { cases, answers } = workspace.collections;
  const { entityId } = inspectionCase;
  const standingId = entity?.id ?? entityId;
  const ofEntity = useMemo(
    () => cases.find({ selector: { entityId: { $in: [entityId, standingId] } } }),
    [cases, entityId, standingId],
  );
  const visits = useDocuments(ofEntity).value;
  const last = earlierCases(visits, inspectionCase)[0];
  const lastId = last?.id ?? '';
  const query = useMemo(
    () => (lastId ? answers.find({ selector: { caseId: { $eq: lastId } } }) : null),
    [answers, lastId],
  );
  const given = useDocuments(query).value;
  const date = last?.startsOn ?? '';
  return useMemo(
    () => (date ? { date, answers: new Map(given.map((answer) => [answer.itemId, answer])) } : null),
    [date, given],
  );
}
