import type { Origin } from '../../schema/common.ts';
import { contentOf, isDeleted, type Mergeable } from './bookkeeping.ts';
import type { Writer } from './claim.ts';
import { mergeDocuments } from './merge-documents.ts';
import { leavesOf, writersOf } from './origins.ts';
import { type Path, valueAt, withValueAt } from './place.ts';
import type { MergeRules } from './rules.ts';
import { openConflicts } from './settle.ts';
import { isSame } from './shape.ts';

export interface LateEdit<Document> {
  /** The state that the person saw when they began to type. */
  readonly seen: Document;
  /** The state that is stored by now: somebody else's edit may have arrived in between. */
  readonly current: Document;
  /** What the person makes of a state, stamped as theirs. */
  readonly edit: (seen: Document) => Document;
  /** Whose edit it is. */
  readonly writer: Pick<Writer, 'by' | 'device'>;
  readonly rules: MergeRules;
}

/**
 * The document after an edit that was begun on another state than is stored by now. Where somebody else has written the
 * same field meanwhile both values are kept, as between two devices; what the person wrote there themselves is no conflict.
 */
export function withLateEdit<Document extends Mergeable>(late: LateEdit<Document>): Document {
  const { seen, current, edit, writer, rules } = late;
  const base = isAsSeen(seen, current) ? current : withOwnSince(seen, current, writer);
  return base === current ? edit(base) : mergeDocuments({ base, mine: edit(base), theirs: current, rules });
}

function isAsSeen(seen: Mergeable, current: Mergeable): boolean {
  if (isDeleted(seen) !== isDeleted(current)) return false;
  return isSame(contentOf(seen), contentOf(current)) && isSame(seen.conflicts, current.conflicts);
}

/** The state that was seen, with what the same person has written on the same device since. */
function withOwnSince<Document extends Mergeable>(
  seen: Document,
  current: Document,
  { by, device }: Pick<Writer, 'by' | 'device'>,
): Document {
  const writerOf = writersOf(current);
  const own = new Map<Path, Writer>();
  let base = seen;
  for (const [path, value] of leavesOf(contentOf(current))) {
    const writer = writerOf(path);
    const isOwn = writer.by === by && writer.device === device;
    // What was not there at all was added, not written over: the merge sees to it.
    if (!isOwn || valueAt(seen, path) === undefined || isSame(valueAt(seen, path), value)) continue;
    base = withValueAt(base, path, value);
    own.set(path, writer);
  }
  if (own.size === 0) return base;
  // A save of the same typing has met a difference before: to go on is the same choice, not another.
  const met = openConflicts(current).filter(
    (entry) => own.has(entry.path) && entry.values.some((claim) => claim.by === by && claim.device === device),
  );
  const others = seen.conflicts.filter(({ id }) => !met.some((entry) => entry.id === id));
  return { ...base, conflicts: [...others, ...met], origins: withWriters(seen.origins ?? [], own) };
}

/** Origins in which these paths have other writers. */
function withWriters(origins: readonly Origin[], writers: ReadonlyMap<Path, Writer>): Origin[] {
  const others = origins.map((origin) => ({ ...origin, paths: origin.paths.filter((path) => !writers.has(path)) }));
  const added = [...writers].map(([path, { by, at, device }]) => ({ by, at, device, paths: [path] }));
  return [...others.filter(({ paths }) => paths.length > 0), ...added];
}
