import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { MangoQuerySelector } from 'rxdb';
import { distinctUntilChanged, map } from 'rxjs';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { PageWindow } from '../../data/page-window.ts';
import { idsOfSame } from '../../data/same-entities.ts';
import type { Workspace } from '../../data/workspace.ts';
import { askedAgain, plainOf, useCounts, useDocuments } from '../../ui/use-documents.ts';
import { type CaseSort, sortOf } from './filter.ts';
import { sumOf } from './use-view-counts.ts';

/** Rows of a list by place, whatever they come from. */
export interface CaseList {
  /** Null until it is counted. */
  readonly total: number | null;
  readonly row: (index: number) => InspectionCase | undefined;
  /** Says which rows are in sight. */
  readonly show: (first: number, last: number) => void;
  readonly loading: boolean;
  readonly problem: Problem | null;
  /** Cases with the words that the view and its conditions leave out; `many` where so many were found that nobody counted. */
  readonly elsewhere: number | 'many';
}

const pageSize = 50;
/** Most cases that a search shows. */
export const searchLimit = 500;

type Selector = MangoQuerySelector<InspectionCase>;

/** All cases of a query, page by page as they come into sight; `selector` keeps its identity while it stands. */
export function usePagedCases(selector: Selector, sort: CaseSort): CaseList {
  const workspace = useWorkspace();
  const { cases } = workspace.collections;
  const pages = useMemo(
    () =>
      new PageWindow<InspectionCase>({
        pageSize,
        open: (skip, limit) =>
          cases.find({ selector, sort: sortOf(sort), skip, limit }).$.pipe(map((found) => found.map(plainOf))),
      }),
    [cases, selector, sort],
  );
  useEffect(() => () => pages.close(), [pages]);
  useSyncExternalStore(pages.subscribe, pages.version);

  // While the first page of another query is on its way, the rows before stay: nothing flickers.
  const before = useRef(pages);
  const shown = pages.ready ? pages : before.current;
  useEffect(() => {
    if (pages.ready) before.current = pages;
  });

  const counts = useCounts(workspace, 'cases', 'state', selector);
  return {
    total: counts.loading && counts.value.size === 0 ? null : sumOf(counts.value),
    row: (index) => shown.row(index),
    show: (first, last) => pages.show(first, last),
    loading: !shown.ready,
    problem: pages.problem ? problemOf(pages.problem) : counts.problem,
    elsewhere: 0,
  };
}

/** Cases that hold the words, in the order that the screen names; null while nothing is searched for. */
export function useFoundCases(text: string, selector: Selector, sort: CaseSort): CaseList | null {
  const { cases } = useWorkspace().collections;
  const { ids, problem } = useFoundIds(text);
  const query = useMemo(
    () => (ids ? cases.find({ selector: { ...selector, id: { $in: [...ids] } }, sort: sortOf(sort) }) : null),
    [cases, ids, selector, sort],
  );
  const found = useDocuments(query, true);
  if (!text) return null;
  // While the query of the next word is on its way, those of the word before that still fit.
  const wanted = new Set(ids);
  const rows = found.value.filter(({ id }) => wanted.has(id));
  return {
    total: ids && !found.loading ? rows.length : null,
    row: (index) => rows[index],
    show: () => {},
    loading: ids === null || (found.loading && rows.length === 0),
    problem: problem ?? found.problem,
    elsewhere: ids && !found.loading ? elsewhereOf(ids.length, rows.length) : 0,
  };
}

/** Ids of the cases that hold the words, then of those whose entity's code begins so. */
async function search(workspace: Workspace, text: string): Promise<readonly string[]> {
  const ids = await workspace.search('cases', text, searchLimit);
  if (!/^[\d-]{4,}$/.test(text)) return ids;
  const found = await workspace.search('entities', text, searchLimit);
  if (found.length === 0) return ids;
  const { cases, entities } = workspace.collections;
  const theirs = await cases.find({ selector: { entityId: { $in: [...(await idsOfSame(entities, found))] } } }).exec();
  return [...new Set([...ids, ...theirs.map(({ id }) => id)])].slice(0, searchLimit);
}

function elsewhereOf(found: number, shown: number): CaseList['elsewhere'] {
  if (found === shown) return 0;
  return found >= searchLimit ? 'many' : found - shown;
}

interface FoundIds {
  readonly ids: readonly string[] | null;
  readonly problem: Problem | null;
}

const nothingFound: FoundIds = { ids: null, problem: null };

/** Ids of the cases that hold the words, as they come and go; what comes late for an earlier text is dropped. */
function useFoundIds(text: string): FoundIds {
  const workspace = useWorkspace();
  const [found, setFound] = useState(nothingFound);
  useEffect(() => {
    if (!text) return setFound(nothingFound);
    const found$ = askedAgain(workspace, ['cases', 'entities'], () => search(workspace, text));
    // The same ids again keep their identity, and with it the query that is made of them.
    const following = found$.pipe(distinctUntilChanged((one, other) => one.join() === other.join())).subscribe({
      next: (ids) => setFound({ ids, problem: null }),
      error: (thrown) => setFound({ ids: [], problem: problemOf(thrown) }),
    });
    return () => following.unsubscribe();
  }, [workspace, text]);
  return found;
}
