import type { Conflict } from '../../schema/common.ts';
import { revisionOf } from '../revision.ts';
import { contentOf, deletionPath, isDeleted, type Mergeable } from './bookkeeping.ts';
import { type Claim, claimOf } from './claim.ts';
import { listed } from './entries.ts';
import { leavesOf, type WriteStamp, writeAs, writersOf } from './origins.ts';
import { documentPath, type Path, valueAt } from './place.ts';
import { isSame } from './shape.ts';

/**
 * A document that stands as it is although another state of it came to light: what that state says otherwise is kept in
 * conflicts that `stamp` has settled, in favour of what stands.
 */
export function keptBeside<Document extends Mergeable>(
  standing: Document,
  other: Document,
  stamp: WriteStamp,
): Document {
  const settled = (value: unknown) => ({ value: value ?? null, by: stamp.by, at: stamp.at, reason: '' });
  const known = new Map(standing.conflicts.map((entry) => [entry.id, entry]));
  const entries = new Map<string, Conflict>(known);
  for (const entry of other.conflicts) {
    const isKnown = known.has(entry.id);
    if (isKnown && isSame(known.get(entry.id), entry)) continue;
    const id = isKnown ? revisionOf({ beside: entry }) : entry.id;
    entries.set(id, { ...entry, id, settled: entry.settled ?? settled(valueAt(standing, entry.path)) });
  }
  for (const [path, values] of differences(standing, other)) {
    const id = revisionOf({ path, values });
    entries.set(id, { id, path, values, settled: settled(values[0]?.value) });
  }
  return writeAs(standing, { ...standing, conflicts: listed(entries.values(), standing) }, stamp);
}

/** What two states say of each place where they differ, the first state's value first. */
function differences(one: Mergeable, other: Mergeable): Map<Path, Claim[]> {
  const [byOne, byOther] = [writersOf(one), writersOf(other)];
  const found = new Map<Path, Claim[]>();
  if (isDeleted(one) !== isDeleted(other)) {
    const deletion = (state: Mergeable) => claimOf({ deleted: isDeleted(state) }, writersOf(state)(deletionPath));
    found.set(documentPath, [deletion(one), deletion(other)]);
  }
  const [content, otherContent] = [contentOf(one), contentOf(other)];
  const leaves = [...leavesOf(content).keys(), ...leavesOf(otherContent).keys()];
  for (const leaf of leaves) {
    const path = highestMissing(leaf, content, otherContent);
    const [value, otherValue] = [valueAt(content, path), valueAt(otherContent, path)];
    if (found.has(path) || isSame(value, otherValue)) continue;
    found.set(path, [claimOf(value, byOne(path)), claimOf(otherValue, byOther(path))]);
  }
  return found;
}

/** The element that one of the two lacks as a whole, or the leaf itself. */
function highestMissing(leaf: Path, one: object, other: object): Path {
  const parent = leaf.slice(0, leaf.lastIndexOf('/'));
  const isMissing = parent !== '' && (valueAt(one, parent) === undefined || valueAt(other, parent) === undefined);
  return isMissing ? highestMissing(parent, one, other) : leaf;
}
