import type { Conflict, Synced } from '../../schema/common.ts';
import { textOf } from './shape.ts';

/** Who wrote a value, when (stamp) and on which device. */
export interface Writer {
  readonly by: string;
  readonly at: string;
  readonly device: string;
}

/** A value that somebody gave a field: an entry of a conflict's `values`. */
export type Claim = Conflict['values'][number];

/** Who wrote the state that a document is in, by its own stamp. */
export function stampOf(document: Synced): Writer {
  return { by: document.updatedBy, at: document.updatedAt, device: document.device };
}

/** The rule by which one of two values stands for the time being: the later stamp, then person, then device. */
export function compareWriters(a: Writer, b: Writer): number {
  return compareTexts(a.at, b.at) || compareTexts(a.by, b.by) || compareTexts(a.device, b.device);
}

export function isSameWriter(a: Writer, b: Writer): boolean {
  return compareWriters(a, b) === 0;
}

export function laterWriter(a: Writer, b: Writer): Writer {
  return compareWriters(a, b) >= 0 ? a : b;
}

export function claimOf(value: unknown, { by, at, device }: Writer): Claim {
  return { value: value === undefined ? null : value, by, at, device };
}

/** As `compareWriters`; the same state can't give one field two values, but a damaged one is still decided alike. */
export function compareClaims(a: Claim, b: Claim): number {
  return compareWriters(a, b) || compareTexts(textOf(a.value), textOf(b.value));
}

/** Every value once, as its last writer gave it, earliest first. */
export function distinctClaims(claims: readonly Claim[]): Claim[] {
  const byValue = new Map<string, Claim>();
  for (const claim of claims) {
    const text = textOf(claim.value);
    const other = byValue.get(text);
    if (!other || compareWriters(claim, other) > 0) byValue.set(text, claim);
  }
  return [...byValue.values()].sort(compareClaims);
}

export function isSameClaim(a: Claim, b: Claim): boolean {
  return compareClaims(a, b) === 0;
}

/** Order by code units, as stamps and ids sort. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
