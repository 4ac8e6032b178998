import { ProblemError } from '../../shared/problem/problem.ts';
import type { Conflict, Synced } from '../../shared/schema/common.ts';

type Settled = NonNullable<Conflict['settled']>;

/** The document with one of its conflicts settled: the value stands in the field, every value stays in `conflicts`. */
export function settled<Document extends Synced>(document: Document, conflictId: string, choice: Settled): Document {
  const conflict = document.conflicts.find((candidate) => candidate.id === conflictId);
  if (!conflict) throw new ProblemError('notFound', { conflict: conflictId });
  const conflicts = document.conflicts.map((each) => (each === conflict ? { ...each, settled: choice } : each));
  return withValue({ ...document, conflicts }, conflict.path.split('/').slice(1), choice.value) as Document;
}

/** A copy of the value with what stands at the path replaced; elements of a list are named by their id. */
function withValue(holder: unknown, path: readonly string[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || step === '') return path.length === 0 ? value : holder;
  if (Array.isArray(holder)) {
    return holder.map((element) => (element?.id === step ? withValue(element, rest, value) : element));
  }
  if (typeof holder !== 'object' || holder === null) return holder;
  const inner = Object.entries(holder).find(([key]) => key === step)?.[1];
  return { ...holder, [step]: withValue(inner, rest, value) };
}
