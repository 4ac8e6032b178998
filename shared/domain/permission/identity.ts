import type { Problem } from '../../problem/problem.ts';
import { answerId } from '../../schema/answers.ts';
import type { CollectionName } from './rules.ts';

type State = Readonly<Record<string, unknown>>;

/**
 * What a document is for good: the case and the item that it belongs to, by which its writers' rights are judged; and a
 * case's official number, which the server alone gives. Null when `next` keeps it.
 */
export function checkIdentity(collection: CollectionName, stored: State | null, next: State): Problem | null {
  if (collection === 'answers' && next.id !== answerId(String(next.caseId), String(next.itemId))) {
    return { code: 'document.invalid', details: { field: 'id' } };
  }
  if (!stored) return null;
  if (stored.caseId !== next.caseId) return denied('case');
  return collection === 'cases' && stored.number !== next.number ? denied('number') : null;
}

function denied(rule: 'case' | 'number'): Problem {
  return { code: 'permission.denied', details: { rule } };
}
