import { canonicalText } from '../revision.ts';
import { contentOf, isDeleted, type Mergeable } from './bookkeeping.ts';
import { compareTexts, compareWriters, stampOf } from './claim.ts';
import { joinConflicts, listed, raiseConflicts } from './entries.ts';
import { mergeContent } from './merge-content.ts';
import { originsFor } from './origins.ts';
import { documentPath } from './place.ts';
import type { MergeRules } from './rules.ts';
import { MergeSides } from './sides.ts';

export interface MergeInput<Document> {
  /** The state that both edits were made from; null when none is known (both made a document of the same id). */
  readonly base: Document | null;
  readonly mine: Document;
  readonly theirs: Document;
  readonly rules: MergeRules;
}

/**
 * Merges two states of a document, three-way, by field and by list element. Where both sides gave one field different
 * values the later stamp's stands, and every value is kept in an open conflict; removing against editing is a conflict
 * as well, and the edited stays. Pure and symmetric: whoever merges the same states, in whatever order, gets the same
 * document; merging again changes nothing. The result has no stamp of its own, since nobody wrote anything: it takes
 * the later side's four stamp fields, and `origins` tells which fields are from somebody else.
 */
export function mergeDocuments<Document extends Mergeable>(input: MergeInput<Document>): Document {
  const { base, mine, theirs } = input;
  const [baseText, mineText, theirText] = [base && canonicalText(base), canonicalText(mine), canonicalText(theirs)];
  if (mineText === theirText || theirText === baseText) return mine;
  if (mineText === baseText) return theirs;

  const joined = joinConflicts(mine.conflicts, theirs.conflicts);
  const sides = new MergeSides(input, joined);
  const content = mergeContent(sides, contentOf(base ?? {}), contentOf(mine), contentOf(theirs));
  const deleted = mergeDeletion(sides, base, mine, theirs);

  raiseConflicts(joined.byId, sides.claims, {
    conflicts: base?.conflicts ?? [],
    writerOf: (path) => (base ? sides.writerOf('base', path) : null),
  });
  const later = compareStates([mine, mineText], [theirs, theirText]) >= 0 ? mine : theirs;
  const earlier = compareCreation(mine, theirs) <= 0 ? mine : theirs;
  const origins = originsFor(
    deleted ? { ...content, _deleted: true } : content,
    stampOf(later),
    sides.removals,
    (path) => sides.mergedWriterOf(path),
  );
  const merged = {
    ...content,
    id: mine.id,
    createdAt: earlier.createdAt,
    createdBy: earlier.createdBy,
    updatedAt: later.updatedAt,
    updatedBy: later.updatedBy,
    device: later.device,
    clockOffsetMs: later.clockOffsetMs,
    conflicts: listed(joined.byId.values(), content),
    ...(origins ? { origins } : {}),
    ...('_deleted' in mine || '_deleted' in theirs ? { _deleted: deleted } : {}),
  };
  // The fields are those of the two states, each with a value that one of them had.
  return merged as unknown as Document;
}

/** A document that one side deleted and the other edited stays, with a conflict about the document itself. */
function mergeDeletion(sides: MergeSides, base: Mergeable | null, mine: Mergeable, theirs: Mergeable): boolean {
  const [mineGone, theirsGone] = [isDeleted(mine), isDeleted(theirs)];
  if (mineGone === theirsGone) {
    if (mineGone) sides.noteBothRemoved(documentPath);
    else sides.confirmKept(documentPath);
    return mineGone;
  }
  if (base && isDeleted(base)) return false;
  const [deleter, keeper] = mineGone ? (['mine', 'theirs'] as const) : (['theirs', 'mine'] as const);
  return sides.isRemoved(documentPath, deleter, keeper, base !== null);
}

function compareStates([a, aText]: [Mergeable, string], [b, bText]: [Mergeable, string]): number {
  return compareWriters(stampOf(a), stampOf(b)) || compareTexts(aText, bText);
}

function compareCreation(a: Mergeable, b: Mergeable): number {
  return compareTexts(a.createdAt, b.createdAt) || compareTexts(a.createdBy, b.createdBy);
}
