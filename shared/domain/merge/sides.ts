import { contentOf, deletionPath, type Mergeable } from './bookkeeping.ts';
import { type Claim, claimOf, compareClaims, isSameWriter, laterWriter, stampOf, type Writer } from './claim.ts';
import { freshPaths, isAnswered, type JoinedConflicts, type Side } from './entries.ts';
import { leavesOf, writersOf } from './origins.ts';
import { documentPath, isRecord, isWithin, keysOf, nearestOf, type Path, under, valueAt } from './place.ts';
import type { MergeRules } from './rules.ts';
import { isSame, isTextSet, type Standing } from './shape.ts';

/** What one state gives a place; undefined when the place is not there. */
export interface Values {
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

interface State {
  readonly document: Mergeable;
  readonly content: object;
  readonly writerOf: (path: Path) => Writer;
  /** Paths of conflicts that this side met or settled since the base. */
  readonly fresh: ReadonlySet<Path>;
}

const removed = { deleted: true };
const kept = { deleted: false };

/** Two edits of one document and what they were made from: who wrote what, and what the merge has decided so far. */
export class MergeSides {
  readonly rules: MergeRules;
  /** Values between which a person must choose, by path. */
  readonly claims = new Map<Path, Claim[]>();
  /** Elements that are gone from the merged document, and who removed them. */
  readonly removals: [Path, Writer][] = [];
  readonly #states: Readonly<Record<Side, State>>;
  readonly #base: Pick<State, 'content' | 'writerOf'> | null;
  readonly #openPaths: ReadonlySet<Path>;
  readonly #written = new Map<Path, Writer>();

  constructor(
    input: { base: Mergeable | null; mine: Mergeable; theirs: Mergeable; rules: MergeRules },
    joined: JoinedConflicts,
  ) {
    const { base } = input;
    const stateOf = (document: Mergeable): State => ({
      document,
      content: contentOf(document),
      writerOf: writersOf(document),
      fresh: freshPaths(base?.conflicts ?? [], document.conflicts),
    });
    this.rules = input.rules;
    this.#states = { mine: stateOf(input.mine), theirs: stateOf(input.theirs) };
    this.#base = base && { content: contentOf(base), writerOf: writersOf(base) };
    const entries = [...joined.byId.values()];
    this.#openPaths = new Set(entries.filter((entry) => entry.settled === null).map((entry) => entry.path));
    for (const [path, claims] of joined.unseen) this.#claim(path, ...claims);
    for (const [path, sides] of joined.disputed) {
      // Removals are weighed where the element or the document itself is.
      if (entries.some((entry) => entry.path === path && entry.values.every(isRemovalClaim))) continue;
      for (const side of sides) this.#claim(path, this.#claimOf(side, path, valueAt(this.#states[side].content, path)));
    }
  }

  /** Decides a place as a whole: what one side alone changed, or the later of two, both kept for a person to choose. */
  decide(path: Path, values: Values, standing: Standing): unknown {
    const { mine, theirs } = values;
    const touched = this.#touched(path, values);
    if (touched.length === 0) return this.#take('mine', path, mine, standing, this.#unchangedWriterOf(path));
    const [only] = touched;
    if (touched.length === 1 && only) return this.#take(only, path, values[only], standing);

    const claims = { mine: this.#claimOf('mine', path, mine), theirs: this.#claimOf('theirs', path, theirs) };
    if (isSame(mine, theirs)) {
      if (this.#openPaths.has(path)) this.#claim(path, claims.mine, claims.theirs);
      return this.#take('mine', path, mine, standing, laterWriter(claims.mine, claims.theirs));
    }
    const ahead = this.#filled(path, values) ?? this.#furtherOn(path, values);
    if (ahead) return this.#take(ahead, path, values[ahead], standing);
    if (!isTopField(path, this.rules.computed)) this.#claim(path, claims.mine, claims.theirs);
    const winner = this.#standing(path, values) ?? (compareClaims(claims.mine, claims.theirs) >= 0 ? 'mine' : 'theirs');
    return this.#take(winner, path, values[winner], standing);
  }

  /**
   * Whether what `deleter` no longer has is gone. It is where `keeper` left it as it was in the base; where `keeper`
   * edited it, it stays and a person chooses. `known`: the base had it.
   */
  isRemoved(path: Path, deleter: Side, keeper: Side, known: boolean): boolean {
    const removal = claimOf(removed, this.#removerOf(deleter, path));
    if (known && !this.#isTouchedWithin(keeper, path)) {
      this.noteRemoval(path, removal);
      return true;
    }
    const [from, kept] = [this.#states[deleter].document.conflicts, this.#states[keeper].document.conflicts];
    const isRemovalAnswered = isAnswered(path, removal, from, kept);
    const wishes = this.#keepingsOf(keeper, path);
    // Who chose the removal may have seen the wish to keep it, and not what was edited after.
    const unanswered = wishes.find((wish) => !isAnswered(path, wish, kept, from));
    const [keeping, isKeepingAnswered] = [unanswered ?? wishes[0], unanswered === undefined];
    if (isRemovalAnswered !== isKeepingAnswered) {
      if (isKeepingAnswered) this.noteRemoval(path, removal);
      return isKeepingAnswered;
    }
    this.#claim(path, removal, keeping);
    return false;
  }

  /** Where both sides have what an open conflict wants to remove, and both edited it: both want it kept. */
  confirmKept(path: Path): void {
    if (!this.#openPaths.has(path)) return;
    const sides = (['mine', 'theirs'] as const).filter((side) => this.#isTouchedWithin(side, path));
    if (sides.length < 2) return;
    for (const side of sides) this.#claim(path, this.#keepingsOf(side, path)[0]);
  }

  /** Notes that neither side has an element of the base any more. */
  noteBothRemoved(path: Path): void {
    this.noteRemoval(path, laterWriter(this.#removerOf('mine', path), this.#removerOf('theirs', path)));
  }

  noteRemoval(path: Path, { by, at, device }: Writer): void {
    if (path === documentPath) this.#written.set(deletionPath, { by, at, device });
    else this.removals.push([path, { by, at, device }]);
  }

  /** Takes over what one side alone has at a place, with its writers. */
  takeAdded(side: Side, path: Path, value: unknown, standing: Standing): unknown {
    return this.#take(side, path, value, standing);
  }

  /** Notes who wrote a set of texts: the last who changed it. */
  noteSet(path: Path, { base, mine, theirs }: Values): void {
    const changers = (['mine', 'theirs'] as const).filter((side) => !isSame({ mine, theirs }[side], base));
    const writers = changers.map((side) => this.#changerOf(side, path));
    this.#noteLast(path, writers.length > 0 ? writers : [this.#unchangedWriterOf(path)]);
  }

  /** Notes who left a list of elements empty: the last who removed one; where elements are left, they have writers. */
  noteList(path: Path): void {
    this.#noteLast(
      path,
      this.removals.filter(([removed]) => isWithin(removed, path)).map(([, writer]) => writer),
    );
  }

  /** True when somebody met or settled a conflict over this very place since the base. */
  isFresh(path: Path): boolean {
    return this.#states.mine.fresh.has(path) || this.#states.theirs.fresh.has(path);
  }

  writerOf(state: Side | 'base', path: Path): Writer {
    if (state !== 'base') return this.#states[state].writerOf(path);
    return (this.#base ?? this.#states.mine).writerOf(path);
  }

  /** Who wrote what the merged document has at a path. */
  mergedWriterOf(path: Path): Writer {
    const { mine, theirs } = this.#states;
    return nearestOf(this.#written, path) ?? laterWriter(stampOf(mine.document), stampOf(theirs.document));
  }

  #touched(path: Path, values: Values): Side[] {
    const touched = (['mine', 'theirs'] as const).filter(
      (side) => !isSame(values[side], values.base) || this.#states[side].fresh.has(path) || this.#hasMoved(side, path),
    );
    if (touched.length < 2) return touched;
    const { mine, theirs } = this.#states;
    const claims = [this.#claimOf('mine', path, values.mine), this.#claimOf('theirs', path, values.theirs)] as const;
    const isMineAnswered = isAnswered(path, claims[0], mine.document.conflicts, theirs.document.conflicts);
    const isTheirsAnswered = isAnswered(path, claims[1], theirs.document.conflicts, mine.document.conflicts);
    if (isMineAnswered === isTheirsAnswered) return touched;
    return isMineAnswered ? ['theirs'] : ['mine'];
  }

  /** With nothing known before, a side that entered nothing gives way to the one that did. */
  #filled(path: Path, { base, mine, theirs }: Values): Side | null {
    if (base !== undefined || this.isFresh(path)) return null;
    const [isMineBlank, isTheirsBlank] = [this.#isBlank(path, mine), this.#isBlank(path, theirs)];
    if (isMineBlank === isTheirsBlank) return null;
    return isMineBlank ? 'theirs' : 'mine';
  }

  #isBlank(path: Path, value: unknown): boolean {
    if (value === undefined || value === null || value === '') return true;
    if (Array.isArray(value)) return value.length === 0;
    const [key, ...rest] = keysOf(path);
    return rest.length === 0 && key !== undefined && this.rules.blank?.[key] === value;
  }

  /** Of two sides that moved on, the one whose moves went through the state that the other is in. */
  #furtherOn(path: Path, values: Values): Side | null {
    const passed = (side: Side, other: Side): boolean => {
      const shared = new Set(this.#moves(path, this.#states[other].content).map((move) => move.id));
      return this.#moves(path, this.#states[side].content).some(
        (move) => !shared.has(move.id) && move.to === values[other],
      );
    };
    const [mineAhead, theirsAhead] = [passed('mine', 'theirs'), passed('theirs', 'mine')];
    if (mineAhead === theirsAhead) return null;
    return mineAhead ? 'mine' : 'theirs';
  }

  /** Of two states of a course, the one that stands until somebody has chosen; null where both do or neither. */
  #standing(path: Path, { mine, theirs }: Values): Side | null {
    const { course } = this.rules;
    if (!course || path !== under('', course.state)) return null;
    const [isMine, isTheirs] = [course.standing(mine), course.standing(theirs)];
    if (isMine === isTheirs) return null;
    return isMine ? 'mine' : 'theirs';
  }

  /** A side may have moved and come back to the state where it began. */
  #hasMoved(side: Side, path: Path): boolean {
    const before = new Set(this.#moves(path, this.#base?.content ?? {}).map((move) => move.id));
    return this.#moves(path, this.#states[side].content).some((move) => !before.has(move.id));
  }

  /** The moves of the course that this path is the state of; none for any other path. */
  #moves(path: Path, content: object): readonly Readonly<Record<string, unknown>>[] {
    const { course } = this.rules;
    return course && path === under('', course.state) ? recordsIn(valueAt(content, under('', course.moves))) : [];
  }

  #take(side: Side, path: Path, value: unknown, standing: Standing, writer?: Writer): unknown {
    for (const leaf of leavesOf(value, path, standing).keys()) {
      this.#written.set(leaf, writer ?? this.#writerOfLeaf(side, leaf));
    }
    return value;
  }

  #noteLast(path: Path, writers: readonly Writer[]): void {
    this.#written.set(path, writers.length > 0 ? writers.reduce(laterWriter) : this.writerOf('base', path));
  }

  #writerOfLeaf(side: Side, leaf: Path): Writer {
    const before = this.#base && valueAt(this.#base.content, leaf);
    const isAsBefore = before !== undefined && isSame(before, valueAt(this.#states[side].content, leaf));
    return isAsBefore ? this.#unchangedWriterOf(leaf) : this.#changerOf(side, leaf);
  }

  /** In whose name a value stands that nobody changed: one side may have put it in another, by choosing it or writing it too. */
  #unchangedWriterOf(path: Path): Writer {
    const base = this.writerOf('base', path);
    const value = valueAt(this.#base?.content ?? {}, path);
    const renamed = (['mine', 'theirs'] as const)
      .filter((side) => !isSameWriter(this.writerOf(side, path), base))
      .filter((side) => isSame(valueAt(this.#states[side].content, path), value))
      .map((side) => this.writerOf(side, path));
    return renamed.length > 0 ? renamed.reduce(laterWriter) : base;
  }

  /**
   * Who changed a place on one side: a name that the base has as well is left over from before the change. Of a value that is
   * as it was, over which people only differ since, it is the name of who wrote it; so it is of a set of texts, to which
   * somebody may have added in the name of another, who did so later.
   */
  #changerOf(side: Side, path: Path): Writer {
    const { writerOf, document, content } = this.#states[side];
    const writer = writerOf(path);
    if (!this.#base || !isSameWriter(writer, this.#base.writerOf(path))) return writer;
    const [before, value] = [valueAt(this.#base.content, path), valueAt(content, path)];
    return isTextSet(value) || (before !== undefined && isSame(before, value)) ? writer : stampOf(document);
  }

  #removerOf(side: Side, path: Path): Writer {
    return this.#changerOf(side, path === documentPath ? deletionPath : path);
  }

  #isTouchedWithin(side: Side, path: Path): boolean {
    const { content, fresh } = this.#states[side];
    if ([...fresh].some((each) => isWithin(each, path))) return true;
    return !isSame(valueAt(content, path), valueAt(this.#base?.content ?? {}, path));
  }

  /** One side's wishes to keep something: the one that stands in an open conflict, and its last edit there. */
  #keepingsOf(side: Side, path: Path): [Claim, ...Claim[]] {
    const { document, content, fresh } = this.#states[side];
    const place = path === documentPath ? '' : path;
    const isElement = place === '' ? 'field' : 'element';
    const leaves = leavesOf(valueAt(content, path), place, isElement);
    const before = leavesOf(valueAt(this.#base?.content ?? {}, path), place, isElement);
    const changed = [...new Set([...leaves.keys(), ...before.keys()])].filter(
      (leaf) => !isSame(before.get(leaf), leaves.get(leaf)),
    );
    // Values that met within are edits as well, also those that do not stand.
    const met = document.conflicts.filter(
      (entry) => entry.path !== path && isWithin(entry.path, path) && fresh.has(entry.path),
    );
    const writers = [...changed.map((leaf) => this.#changerOf(side, leaf)), ...met.flatMap((entry) => entry.values)];
    const edited = writers.length > 0 ? [claimOf(kept, writers.reduce(laterWriter))] : [];
    const open = document.conflicts.find((entry) => entry.path === path && entry.settled === null);
    const standing = open?.values.find((claim) => isSame(claim.value, kept));
    if (standing) return [standing, ...edited];
    const [last = claimOf(kept, stampOf(document))] = edited;
    return [last];
  }

  #claimOf(side: Side, path: Path, value: unknown): Claim {
    return claimOf(value, this.#changerOf(side, path));
  }

  #claim(path: Path, ...claims: Claim[]): void {
    this.claims.set(path, [...(this.claims.get(path) ?? []), ...claims]);
  }
}

/** True when the claim is about removing an element, or the document, or keeping it. */
export function isRemovalClaim({ value }: Claim): boolean {
  return isRecord(value) && typeof value.deleted === 'boolean' && Object.keys(value).length === 1;
}

function isTopField(path: Path, fields: readonly string[] | undefined): boolean {
  return fields?.some((field) => under('', field) === path) ?? false;
}

function recordsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
