import { useEffect, useMemo, useState } from 'react';
import type { MangoQuerySelector, RxDocument } from 'rxdb';
import { auditTime, defer, merge, type Observable, retry, startWith, switchMap, throwError, timer } from 'rxjs';
import { type Problem, problemOf } from '../../shared/problem/problem.ts';
import type { CollectionName, Documents, Workspace } from '../data/workspace.ts';

/** Something that changes under the screen: `loading` until its first value. */
export interface Live<Value> {
  readonly value: Value;
  readonly loading: boolean;
  readonly problem: Problem | null;
}

/**
 * Follows an observable; `source` is the dependency, so keep its identity (RxDB hands out the same query for the same
 * request). `keep` leaves the last value standing while another source gives its first.
 */
export function useLive<Value>(source: Observable<Value> | null, initial: Value, keep = false): Live<Value> {
  const [live, setLive] = useState<Live<Value>>({ value: initial, loading: source !== null, problem: null });
  const [followed, setFollowed] = useState(source);
  if (followed !== source) {
    setFollowed(source);
    setLive({ value: keep ? live.value : initial, loading: source !== null, problem: null });
  }
  useEffect(() => {
    const subscription = source?.subscribe({
      next: (value) => setLive({ value, loading: false, problem: null }),
      error: (thrown) => setLive((before) => ({ ...before, loading: false, problem: problemOf(thrown) })),
    });
    return () => subscription?.unsubscribe();
  }, [source]);
  return live;
}

const plainDocuments = new WeakMap<object, unknown>();

/** A document as plain data, made once for each of its states, so that an unchanged row keeps its identity. */
export function plainOf<Data>(document: RxDocument<Data>): Data {
  const known = plainDocuments.get(document);
  if (known) return known as Data;
  const made = document.toMutableJSON();
  plainDocuments.set(document, made as object);
  return made;
}

interface ManyQuery<Data> {
  readonly $: Observable<RxDocument<Data>[]>;
}
interface OneQuery<Data> {
  readonly $: Observable<RxDocument<Data> | null>;
}

const nothing: readonly never[] = [];

/** Live documents of a query, as plain data: `useDocuments(collections.cases.find({ ... }))`. Null asks nothing. */
export function useDocuments<Data>(query: ManyQuery<Data> | null, keep = false): Live<readonly Data[]> {
  const live = useLive<readonly RxDocument<Data>[]>(query?.$ ?? null, nothing, keep);
  const value = useMemo(() => live.value.map(plainOf), [live.value]);
  return { ...live, value };
}

/** One live document: `useDocument(collections.cases.findOne(id))`. Null when there is none. */
export function useDocument<Data>(query: OneQuery<Data> | null): Live<Data | null> {
  const live = useLive<RxDocument<Data> | null>(query?.$ ?? null, null);
  return { ...live, value: live.value && plainOf(live.value) };
}

const noCounts: ReadonlyMap<string, number> = new Map();

/** Waits for this many milliseconds of changes before asking again. */
const askEveryMs = 200;
const againAfterMs = 500;

/** It is asked again when the database process had ended; any other problem goes on to the screen. */
function whenBack(thrown: unknown): Observable<unknown> {
  const { code } = problemOf(thrown);
  return code === 'database.unavailable' || code === 'database.timeout'
    ? timer(againAfterMs)
    : throwError(() => thrown);
}

/** What is asked for where the documents are stored, and again as these collections change. */
export function askedAgain<Answer>(
  { collections }: Pick<Workspace, 'collections'>,
  names: readonly CollectionName[],
  ask: () => Promise<Answer>,
): Observable<Answer> {
  const changes: Observable<unknown>[] = names.map((name) => collections[name].$);
  return merge(...changes).pipe(
    auditTime(askEveryMs),
    startWith(null),
    switchMap(() => defer(ask).pipe(retry({ delay: whenBack }))),
  );
}

/**
 * Documents by value of a field, counted where they are stored, and again as the collection changes. Keep the identity
 * of `selector` (a constant, or useMemo).
 */
export function useCounts<Name extends CollectionName>(
  workspace: Workspace,
  name: Name,
  groupBy: keyof Documents[Name] & string,
  selector?: MangoQuerySelector<Documents[Name]>,
): Live<ReadonlyMap<string, number>> {
  const [source, setSource] = useState<Observable<ReadonlyMap<string, number>> | null>(null);
  useEffect(() => {
    setSource(askedAgain(workspace, [name], () => workspace.count(name, groupBy, selector)));
  }, [workspace, name, groupBy, selector]);
  const counts = useLive(source, noCounts, true);
  // Before the first count nothing is known: zero would be a claim.
  return source ? counts : { ...counts, loading: true };
}
