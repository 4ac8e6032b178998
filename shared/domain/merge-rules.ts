import type { MergeRules } from './merge/rules.ts';
import { isApproved } from './workflow/lock.ts';

/** By collection; one that is not named here has none. */
const byCollection: Readonly<Record<string, MergeRules>> = {
  cases: {
    appendOnly: ['moves'],
    computed: ['dueOn', 'dueRule'],
    course: { state: 'state', moves: 'moves', standing: (state) => isApproved(String(state)) },
  },
  answers: { whole: ['response'], blank: { value: 'unanswered' } },
  // Whichever stands, the records that are left beside it are found and offered again.
  entities: { computed: ['sameAs'] },
  findings: { blank: { measure: 'none' } },
};

/** The merge rules of a collection of shared/schema. */
export function mergeRulesOf(collection: string): MergeRules {
  return byCollection[collection] ?? {};
}
