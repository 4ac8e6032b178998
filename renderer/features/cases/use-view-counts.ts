import { useEffect, useState } from 'react';
import { auditTime, startWith, switchMap } from 'rxjs';
import { usePerson, useWorkspace } from '../../app/workspace-context.tsx';
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
      const counted = new Map<BuiltInView, number>();
      for (const view of viewsFor(role)) {
        const found = await workspace.count('cases', 'state', selectorOf(viewOf(view, role), noFilter, id, today));
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
  }, [workspace, id, role, today]);
  return counts;
}
