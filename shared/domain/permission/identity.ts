import type { Problem } from '../../problem/problem.ts';
import { answerId } from '../../schema/answers.ts';
import type { CollectionName } from './rules.ts';

type State = Readonly<Record<string, unknown>>;

/**
 * What a document is for good: the case and the item that it belongs to, by which its writers' rights are judged; of a
 * case its official number, which the server alone gives, and the procedure that its moves follow. Null when `next` keeps
 * it.
 */
export function checkIdentity(collection: CollectionName, stored: State | null, next: State): Problem | null {
  if (collection === 'answers' && next.id !== answerId(String(next.caseId), String(next.itemId))) {
    return { code: 'document.invalid', details: { field: 'id' } };
  }
  if (collection === 'entities' && next.sameAs === next.id) {
    return { code: 'document.invalid', details: { field: 'sameAs' } };
  }
  if (!stored) return null;
  if (stored.caseId !== next.caseId) return denied('case');
  if (collection !== 'cases') return null;
  if (stored.number !== next.number) return denied('number');
  return stored.kind !== next.kind || stored.procedureId !== next.procedureId ? denied('procedure') : null;
}

function denied(rule: 'case' | 'number' | 'procedure'): Problem {
  return { code: 'permission.denied', details: { rule } };
}
