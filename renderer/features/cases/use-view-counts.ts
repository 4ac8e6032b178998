import { useEffect, useState } from 'react';
import { auditTime, startWith, switchMap } from 'rxjs';
import { usePerson, useWorkspace } from '../../app/workspace-context.tsx';
import { noFilter, selectorOf } from './filter.ts';
import { type BuiltInView, builtInViews } from './views.ts';

/** While many changes come in, as in a first download, it is not counted more often than this. */
const countEveryMs = 1_000;

/** How many cases each view holds, counted where they are stored; empty until the first count. */
export function useViewCounts(today: string): ReadonlyMap<BuiltInView, number> {
  const workspace = useWorkspace();
  const me = usePerson().id;
  const [counts, setCounts] = useState<ReadonlyMap<BuiltInView, number>>(new Map());
  useEffect(() => {
    const count = async () => {
      const byState = await workspace.count('cases', 'state');
      const sum = (states?: readonly string[]) =>
        [...byState].reduce(
          (total, [state, number]) => (states && !states.includes(state) ? total : total + number),
          0,
        );
      const counted = new Map<BuiltInView, number>([
        ['onSite', sum(builtInViews.onSite.states)],
        ['returned', sum(builtInViews.returned.states)],
        ['submitted', sum(builtInViews.submitted.states)],
        ['all', sum()],
      ]);
      for (const view of ['late', 'mine'] as const) {
        const found = await workspace.count('cases', 'kind', selectorOf(builtInViews[view], noFilter, me, today));
        counted.set(
          view,
          [...found.values()].reduce((total, number) => total + number, 0),
        );
      }
      return counted;
    };
    const changes = workspace.collections.cases.$.pipe(auditTime(countEveryMs), startWith(null), switchMap(count));
    // The list itself shows what went wrong; a count that failed is left out.
    const subscription = changes.subscribe({ next: setCounts, error: () => setCounts(new Map()) });
    return () => subscription.unsubscribe();
  }, [workspace, me, today]);
  return counts;
}
