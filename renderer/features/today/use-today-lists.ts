import type { Problem } from '../../../shared/problem/problem.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { useOutbox, useSyncStatus, useUploads } from '../../app/use-sync.ts';
import { useToday } from '../../app/use-today.ts';
import { usePerson, useWorkspace } from '../../app/workspace-context.tsx';
import type { Upload } from '../../data/evidence/uploads.ts';
import type { OutboxItem } from '../../data/workspace.ts';
import { addDays } from '../../ui/format.ts';
import { useDocuments } from '../../ui/use-documents.ts';
import {
  agendaQuery,
  dueQuery,
  dueWithinDays,
  isReviewer,
  returnedQuery,
  reviewQuery,
  visitsQuery,
} from './queries.ts';

export interface TodayLists {
  /** yyyy-mm-dd. */
  readonly today: string;
  readonly loading: boolean;
  readonly isEmpty: boolean;
  /** The first download is not whole: what a list lacks may still come. */
  readonly isPart: boolean;
  /** Why a list could not be read: what stands there is then a part. */
  readonly problem: Problem | null;
  readonly visits: readonly InspectionCase[];
  readonly due: readonly InspectionCase[];
  readonly returned: readonly InspectionCase[];
  /** Null for those who do not review. */
  readonly reviews: readonly InspectionCase[] | null;
  readonly agenda: readonly InspectionCase[];
  /** Null until it is known. */
  readonly unsent: readonly OutboxItem[] | null;
  /** Originals of evidence that the server has not confirmed. */
  readonly uploads: readonly Upload[];
  /** Fields and documents over which people differ, and that wait for somebody to choose. */
  readonly differences: number;
}

/** Everything that stands on the first screen, live. */
export function useTodayLists(): TodayLists {
  const { cases } = useWorkspace().collections;
  const person = usePerson();
  const today = useToday();
  const reviewer = isReviewer(person);
  const visits = useDocuments(cases.find(visitsQuery(person)), true);
  const due = useDocuments(cases.find(dueQuery(person, addDays(today, dueWithinDays))), true);
  const returned = useDocuments(cases.find(returnedQuery(person)), true);
  const reviews = useDocuments(reviewer ? cases.find(reviewQuery()) : null, true);
  const agenda = useDocuments(cases.find(agendaQuery(person, today)), true);
  const unsent = useOutbox();
  const uploads = useUploads();
  const { firstDownload, differences } = useSyncStatus();
  const lists = [visits, due, returned, reviews, agenda];
  const hasCases = lists.some((list) => list.value.length > 0);
  return {
    today,
    loading: lists.some((list) => list.loading && list.value.length === 0) || (unsent === null && !hasCases),
    problem: lists.find((list) => list.problem)?.problem ?? null,
    isEmpty: !hasCases && unsent?.length === 0 && uploads.length === 0 && differences === 0,
    isPart: firstDownload !== null,
    visits: visits.value,
    due: due.value,
    returned: returned.value,
    reviews: reviewer ? reviews.value : null,
    agenda: agenda.value,
    unsent,
    uploads,
    differences,
  };
}
