import { useEffect, useMemo, useState } from 'react';
import { auditTime, startWith, switchMap } from 'rxjs';
import { usePerson, useWorkspace } from '../../app/workspace-context.tsx';
import { useCounts } from '../../ui/use-documents.ts';
import { noFilter, selectorOf } from './filter.ts';
import { type BuiltInView, viewOf, viewsFor } from './views.ts';

/** While many changes come in, as in a first download, it is not counted more often than this. */
const countEveryMs = 1_000;

/** How many cases each view holds, counted where they are stored; empty until the first count. */
export function useViewCounts(today: string): ReadonlyMap<BuiltInView, number> {
  const workspace = useWorkspace();
  const { id, role } = usePerson();
  const [counts, setCounts] = useState<ReadonlyMap<BuiltInView, number>>(new Map());
  useEffect(() => {
    const count = async () => {
      // Views that differ by their states alone share one count.
      const shared = new Map<string, ReadonlyMap<string, number>>();
      const counted = new Map<BuiltInView, number>();
      for (const view of viewsFor(role)) {
        const { states, ...base } = viewOf(view, role);
        const key = JSON.stringify(base);
        const byState =
          shared.get(key) ?? (await workspace.count('cases', 'state', selectorOf(base, noFilter, id, today)));
        shared.set(key, byState);
        counted.set(view, sumOf(byState, states));
      }
      return counted;
    };
    const changes = workspace.collections.cases.$.pipe(auditTime(countEveryMs), startWith(null), switchMap(count));
    // The list itself shows what went wrong; a count that failed is left out.
    const subscription = changes.subscribe({ next: setCounts, error: () => setCounts(new Map()) });
    return () => subscription.unsubscribe();
  }, [workspace, id, role, today]);
  return counts;
}

/** How many cases the view holds that opens first for this person; undefined while it is being counted. */
export function useFirstViewCount(today: string): number | undefined {
  const workspace = useWorkspace();
  const { id, role } = usePerson();
  const selector = useMemo(() => {
    const [first = 'all'] = viewsFor(role);
    return selectorOf(viewOf(first, role), noFilter, id, today);
  }, [id, role, today]);
  const counts = useCounts(workspace, 'cases', 'state', selector);
  return counts.loading ? undefined : sumOf(counts.value);
}

/** Cases of all states, or of some, out of their counts by state. */
export function sumOf(byState: ReadonlyMap<string, number>, states?: readonly string[]): number {
  let sum = 0;
  for (const [state, count] of byState) if (!states || states.includes(state)) sum += count;
  return sum;
}
