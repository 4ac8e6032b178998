import type { TSchema } from 'typebox';
import type { Validator } from 'typebox/compile';

/** More than any list of shared/schema and shared/protocol may hold: one cut off here is still too long. */
const mostElements = 5_001;
const deepest = 24;

/**
 * The path of the first field that breaks a schema; null when none does. Only what is wrong is looked through for its
 * fault, and of a list no more than it takes: typebox goes to the end of all, where millions of elements may stand.
 */
export function firstFaultOf(validator: Validator<Record<never, never>, TSchema>, value: unknown): string | null {
  if (validator.Check(value)) return null;
  return validator.Errors(beginOf(value, deepest))[0]?.instancePath ?? '';
}

function beginOf(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null || levels === 0) return value;
  if (Array.isArray(value)) return value.slice(0, mostElements).map((inner) => beginOf(inner, levels - 1));
  const fields = Object.entries(value).slice(0, mostElements);
  return Object.fromEntries(fields.map(([name, inner]) => [name, beginOf(inner, levels - 1)]));
}
