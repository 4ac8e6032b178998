import type { Problem } from '../../problem/problem.ts';
import type { Conflict, Synced } from '../../schema/common.ts';
import type { Claim } from '../merge/claim.ts';
import { compareSettlements, mostConflicts, mostValues } from '../merge/entries.ts';
import { writersOf } from '../merge/origins.ts';
import { documentPath, isThere, keysOf, type Path, valueAt } from '../merge/place.ts';
import { isSame } from '../merge/shape.ts';
import { isRemovalClaim } from '../merge/sides.ts';

/** Who pushes, and whose writing the server has seen in the document. */
export interface Known {
  readonly personId: string;
  readonly names: ReadonlySet<string>;
  /** The latest stamp of each: a laptop may bring what they wrote before that, and the server has forgotten. */
  readonly latest: ReadonlyMap<string, string>;
}

/**
 * The differences of a document are all still there, with every value in the name of who gave it; a new one is about something
 * that is there, holds what somebody is known to have written, and is decided by who pushes it or by nobody. Null when `next`
 * keeps to that.
 */
export function checkDifferences(stored: Synced, next: Synced, known: Known): Problem | null {
  const { personId, names, latest } = known;
  const writerBefore = writersOf(stored);
  const [before, after] = [byPath(stored.conflicts), byPath(next.conflicts)];
  const claimsBefore = (path: Path) => claimsIn(before.get(path) ?? []);
  const isFull = next.conflicts.length >= mostConflicts;
  const ids = new Map(stored.conflicts.map((entry) => [entry.id, entry]));
  const fresh = next.conflicts.filter((entry) => !isSame(ids.get(entry.id), entry));

  const isPresent = (path: Path, { value, by }: Claim) =>
    by === writerBefore(path).by && isSame(value, valueAt(stored, path) ?? null);
  const mayBeTheirs = ({ by, at }: Claim) => at <= (latest.get(by) ?? '');
  /** One write gives one place one value: whoever is said to have given another there is not believed. */
  const gaveOther = (path: Path, { by, at, value }: Claim) =>
    claimsBefore(path).some((claim) => claim.by === by && claim.at === at && !isSame(claim.value, value));
  /** Of several who wrote one value it stands in the name of the last. */
  const isLater = (path: Path, kept: Claim, claim: Claim) =>
    kept.at > claim.at && mayBeTheirs(kept) && !gaveOther(path, kept);
  /** The same value, in the name that it had, or of one who wrote it too. */
  const isKeptBy = (path: Path, kept: Claim, claim: Claim) =>
    isSame(kept.value, claim.value) &&
    (kept.by === claim.by ||
      kept.by === personId ||
      isPresent(path, kept) ||
      isLater(path, kept, claim) ||
      (isRemovalClaim(kept) && names.has(kept.by)));
  const holds = (path: Path, among: readonly Claim[], claim: Claim) =>
    among.some((kept) => isKeptBy(path, kept, claim));

  function isKept(entry: Conflict): boolean {
    const there = after.get(entry.path) ?? [];
    if (!entry.settled) return entry.values.every((claim) => holds(entry.path, claimsIn(there), claim));
    const same = there.filter(({ settled }) => isSame(settled, entry.settled));
    return same.some((kept) => entry.values.every((claim) => holds(entry.path, kept.values, claim)));
  }
  const settledKept = isFull ? stored.conflicts.filter((entry) => entry.settled && isKept(entry)) : [];
  /** Of more than a document holds the oldest decided ones go, and those about what is gone. */
  const mayGo = (entry: Conflict) =>
    isFull &&
    (entry.settled ? settledKept.every((kept) => compareSettlements(entry, kept) < 0) : !isThere(next, entry.path));

  const isSeen = (path: Path, claim: Claim) =>
    claim.by === personId ||
    isPresent(path, claim) ||
    (isRemovalClaim(claim) && names.has(claim.by)) ||
    claimsBefore(path).some(({ by, value }) => by === claim.by && isSame(value, claim.value)) ||
    (mayBeTheirs(claim) && !gaveOther(path, claim));
  const isOwnChoice = ({ settled, path }: Conflict) =>
    settled === null ||
    settled.by === personId ||
    (before.get(path) ?? []).some((entry) => isSame(entry.settled, settled));

  if (new Set(next.conflicts.map(({ id }) => id)).size < next.conflicts.length) return denied('history');
  if (!stored.conflicts.every((entry) => isKept(entry) || mayGo(entry))) return denied('history');
  if (!fresh.every((entry) => isAboutSomething(stored, entry) || isAboutSomething(next, entry)))
    return denied('history');
  if (![...after].every(([path, entries]) => ownNews(path, entries) <= mostValues)) return denied('history');
  const areSeen = fresh.every(({ path, values }) => values.every((claim) => isSeen(path, claim)));
  return areSeen && next.conflicts.every(isOwnChoice) ? null : denied('author');

  /** How many values the pusher gives one place that it had not: what one laptop may have gathered before it met the server. */
  function ownNews(path: Path, entries: readonly Conflict[]): number {
    const own = claimsIn(entries).filter(({ by }) => by === personId);
    return own.filter((claim) => !holds(path, claimsBefore(path), claim)).length;
  }
}

/** True when the document has the place, or what it would stand in. */
function isAboutSomething(document: Synced, entry: Conflict): boolean {
  const [field] = keysOf(entry.path);
  return (
    entry.path === documentPath ||
    (field !== undefined && Object.hasOwn(document, field) && isThere(document, entry.path))
  );
}

function claimsIn(entries: readonly Conflict[]): Claim[] {
  return entries.flatMap(({ values }) => values);
}

function byPath(entries: readonly Conflict[]): Map<Path, Conflict[]> {
  const found = new Map<Path, Conflict[]>();
  for (const entry of entries) found.set(entry.path, [...(found.get(entry.path) ?? []), entry]);
  return found;
}

function denied(rule: 'author' | 'history'): Problem {
  return { code: 'permission.denied', details: { rule } };
}
