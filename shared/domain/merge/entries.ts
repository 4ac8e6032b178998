import type { Conflict } from '../../schema/common.ts';
import { revisionOf } from '../revision.ts';
import { type Claim, compareTexts, distinctClaims, isSameClaim, type Writer } from './claim.ts';
import { isThere, type Path } from './place.ts';
import { isSame } from './shape.ts';

type Settlement = NonNullable<Conflict['settled']>;
type Settled = Conflict & { readonly settled: Settlement };
export type Side = 'mine' | 'theirs';

/** Past so many a conflict is split into several. */
export const mostValues = 16;
/** Past so many the oldest settled conflicts are given up. */
export const mostConflicts = 200;

/** The conflicts that two states of a document brought along, joined. */
export interface JoinedConflicts {
  readonly byId: Map<string, Conflict>;
  /** Values that a settlement on the other side had not seen: they must be decided again. */
  readonly unseen: ReadonlyMap<Path, readonly Claim[]>;
  /** Sides whose present value must be decided again beside them. */
  readonly disputed: ReadonlyMap<Path, ReadonlySet<Side>>;
}

/**
 * Joins two lists of conflicts by id: settled beats open, except for values that the settlement had not seen; of two
 * different settlements the later keeps the id, the other is kept beside it, and what they chose is disputed.
 */
export function joinConflicts(mine: readonly Conflict[], theirs: readonly Conflict[]): JoinedConflicts {
  const byId = new Map<string, Conflict>();
  const unseen = new Map<Path, Claim[]>();
  const disputed = new Map<Path, Set<Side>>();
  const dispute = (path: Path, ...sides: Side[]): void => {
    disputed.set(path, new Set([...(disputed.get(path) ?? []), ...sides]));
  };
  const theirsById = new Map(theirs.map((entry) => [entry.id, entry]));
  const mineById = new Map(mine.map((entry) => [entry.id, entry]));

  const joinPair = (mineEntry: Conflict, theirEntry: Conflict): void => {
    if (isSettled(mineEntry) && isSettled(theirEntry)) {
      const [earlier, later] = [mineEntry, theirEntry].sort(bySettlement) as [Settled, Settled];
      if (isSame(earlier.settled, later.settled)) {
        byId.set(later.id, { ...later, values: distinctClaims([...earlier.values, ...later.values]) });
        return;
      }
      byId.set(later.id, later);
      const aside = { ...earlier, id: asideId(earlier) };
      byId.set(aside.id, aside);
      if (!mineById.has(aside.id) && !theirsById.has(aside.id)) dispute(later.path, 'mine', 'theirs');
      return;
    }
    const [settled, open] = isSettled(theirEntry) ? [theirEntry, mineEntry] : [mineEntry, theirEntry];
    if (!isSettled(settled)) {
      byId.set(settled.id, { ...settled, values: distinctClaims([...settled.values, ...open.values]) });
      return;
    }
    byId.set(settled.id, settled);
    const rest = open.values.filter((claim) => !hasSeen(settled, claim));
    if (rest.length === 0) return;
    unseen.set(settled.path, [...(unseen.get(settled.path) ?? []), ...rest]);
    dispute(settled.path, settled === mineEntry ? 'mine' : 'theirs');
  };

  for (const entry of theirs) if (!mineById.has(entry.id)) byId.set(entry.id, entry);
  for (const entry of mine) {
    const other = theirsById.get(entry.id);
    if (other) joinPair(entry, other);
    else byId.set(entry.id, entry);
  }
  return { byId, unseen, disputed };
}

/**
 * True when somebody who settled a conflict on one side had this value of the other side before them: it is answered,
 * and opens nothing again.
 */
export function isAnswered(
  path: Path,
  claim: Claim,
  ofSide: readonly Conflict[],
  byOther: readonly Conflict[],
): boolean {
  return byOther.some(
    (entry) =>
      entry.path === path &&
      isSettled(entry) &&
      hasSeen(entry, claim) &&
      !ofSide.some((own) => own.id === entry.id && isSettled(own)),
  );
}

/** Paths of the conflicts that a state has and its base had not, or not so: somebody met or settled them since. */
export function freshPaths(base: readonly Conflict[], side: readonly Conflict[]): ReadonlySet<Path> {
  const before = new Map(base.map((entry) => [entry.id, entry]));
  return new Set(side.filter((entry) => !isSame(before.get(entry.id), entry)).map((entry) => entry.path));
}

/**
 * Puts what must be decided into the open conflict of its path, or opens one. The id comes from the path and from what
 * both sides last had in common there, so that whoever merges the same states opens the same conflict.
 */
export function raiseConflicts(
  byId: Map<string, Conflict>,
  claims: ReadonlyMap<Path, readonly Claim[]>,
  common: { readonly conflicts: readonly Conflict[]; readonly writerOf: (path: Path) => Writer | null },
): void {
  const openByPath = new Map<Path, Conflict[]>();
  for (const entry of byId.values()) {
    if (!isSettled(entry)) openByPath.set(entry.path, [...(openByPath.get(entry.path) ?? []), entry]);
  }
  for (const path of new Set([...claims.keys(), ...openByPath.keys()])) {
    const open = openByPath.get(path) ?? [];
    const news = claims.get(path) ?? [];
    const values = distinctClaims([...open.flatMap((entry) => entry.values), ...news]);
    if (news.length === 0 && open.length < 2 && values.length <= mostValues) continue;
    if (open.length === 0 && values.length < 2) continue;
    for (const entry of open) byId.delete(entry.id);
    const ids = open.map((entry) => entry.id).sort(compareTexts);
    let id = ids[0] ?? newConflictId(byId, path, common);
    for (let first = 0; first < values.length; first += mostValues) {
      while (byId.has(id)) id = revisionOf({ after: id });
      // One value alone is no choice: the last part takes two.
      const from = Math.min(first, Math.max(values.length - 2, 0));
      byId.set(id, { id, path, values: values.slice(from, first + mostValues), settled: null });
    }
  }
}

/**
 * The list as it is kept in a document: by path; of more than the schema holds, those that nobody can decide any more are given up
 * first, then the oldest settled ones.
 */
export function listed(entries: Iterable<Conflict>, document: object): Conflict[] {
  const list = [...entries].sort((a, b) => compareTexts(a.path, b.path) || compareTexts(a.id, b.id));
  const homeless = list.filter((entry) => !isSettled(entry) && !isThere(document, entry.path));
  const expendable: readonly Conflict[] = [...homeless, ...list.filter(isSettled).sort(bySettlement)];
  const surplus = new Set(expendable.slice(0, Math.max(list.length - mostConflicts, 0)));
  return list.filter((entry) => !surplus.has(entry));
}

function newConflictId(
  byId: ReadonlyMap<string, Conflict>,
  path: Path,
  common: { readonly conflicts: readonly Conflict[]; readonly writerOf: (path: Path) => Writer | null },
): string {
  const settledBefore = new Set(common.conflicts.filter(isSettled).map((entry) => entry.id));
  const since = [...byId.values()]
    .filter(isSettled)
    .filter((entry) => entry.path === path && !settledBefore.has(entry.id));
  const last = since.sort(bySettlement).at(-1);
  let id = revisionOf(
    last ? { path, after: last.settled.at, by: last.settled.by } : { path, from: common.writerOf(path) },
  );
  while (byId.has(id)) id = revisionOf({ after: id });
  return id;
}

/** Id under which a settlement is kept that another, later one of the same conflict displaced. */
function asideId(entry: Settled): string {
  return revisionOf({ of: entry.id, at: entry.settled.at, by: entry.settled.by });
}

function hasSeen(entry: Settled, claim: Claim): boolean {
  return entry.values.some((value) => isSameClaim(value, claim));
}

function isSettled(entry: Conflict): entry is Settled {
  return entry.settled !== null;
}

/** The order in which two conflicts were decided; both must be. */
export function compareSettlements(a: Conflict, b: Conflict): number {
  return isSettled(a) && isSettled(b) ? bySettlement(a, b) : 0;
}

function bySettlement(a: Settled, b: Settled): number {
  return (
    compareTexts(a.settled.at, b.settled.at) || compareTexts(a.settled.by, b.settled.by) || compareTexts(a.id, b.id)
  );
}
