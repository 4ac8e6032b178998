import type { Origin, Synced } from '../../schema/common.ts';
import { tracedOf } from './bookkeeping.ts';
import { compareTexts, compareWriters, isSameWriter, stampOf, type Writer } from './claim.ts';
import { documentPath, isRecord, nearestOf, type Path, under, valueAt } from './place.ts';
import { isElementList, isSame, type Standing } from './shape.ts';

/** Past as many writes in one document the oldest are no longer told apart. */
const mostOrigins = 60;
const mostPaths = 400;

/** The stamp of one write: who, when, where, and how far the device's clock was from the server's. */
export interface WriteStamp extends Writer {
  readonly clockOffsetMs: number;
}

/**
 * Stamps `next`, an edit of `previous` (null for a new document), and notes in `origins` which fields it left as others
 * had written them: so that a later conflict names who wrote each value. `rewritten` names fields that count as written
 * even though their value stayed. What the same person had written on the same device counts with the new stamp.
 */
export function writeAs<Document extends Synced>(
  previous: Synced | null,
  next: Document,
  stamp: WriteStamp,
  rewritten: readonly Path[] = [],
): Document {
  const { origins: _, ...rest } = next;
  const stamped = { ...rest, updatedBy: stamp.by, updatedAt: stamp.at, device: stamp.device };
  const written = { ...stamped, clockOffsetMs: stamp.clockOffsetMs } as Document;
  if (!previous) return written;

  const author: Writer = { by: stamp.by, at: stamp.at, device: stamp.device };
  const own = stampOf(previous);
  const goesOn = own.by === author.by && own.device === author.device;
  // The usual save: one person goes on with what only they wrote.
  if (goesOn && previous.origins === undefined) return written;
  const writerBefore = writersOf(previous);
  const before = leavesOf(tracedOf(previous));
  const removed = removedFrom(previous, next).map((path): [Path, Writer] => [path, author]);
  const origins = originsFor(tracedOf(next), author, [...leftGone(previous, next), ...removed], (path, value) => {
    if (!before.has(path) || !isSame(before.get(path), value) || rewritten.includes(path)) return author;
    const writer = writerBefore(path);
    return goesOn && isSameWriter(writer, own) ? author : writer;
  });
  return origins ? { ...written, origins } : written;
}

/** Who wrote what stands at a path, as the document knows it. */
export function writersOf(document: Synced): (path: Path) => Writer {
  const stamp = stampOf(document);
  const byPath = new Map<Path, Writer>();
  for (const { paths, by, at, device } of document.origins ?? []) {
    for (const path of paths) byPath.set(path, { by, at, device });
  }
  if (byPath.size === 0) return () => stamp;
  return (path) => lookup(byPath, path) ?? stamp;
}

/**
 * The `origins` of a document: a path for as much as one writer wrote, nothing for what the document's own stamp covers.
 * `gone`: elements that somebody removed. Undefined when there is nothing to say.
 */
export function originsFor(
  content: object,
  stamp: Writer,
  gone: readonly (readonly [Path, Writer])[],
  writerOf: (path: Path, value: unknown) => Writer,
): Origin[] | undefined {
  const byPath = new Map<Path, Writer>();
  const most = gather(content, '', 'field', writerOf, byPath);
  if (!isSameWriter(most, stamp)) byPath.set(documentPath, most);
  for (const [path, writer] of gone) {
    if (!isSameWriter(lookup(byPath, path) ?? stamp, writer)) byPath.set(path, writer);
  }
  return byPath.size === 0 ? undefined : grouped(byPath);
}

/** The smallest values of a document that merge as one, by path. */
export function leavesOf(content: unknown, path: Path = '', standing: Standing = 'field'): Map<Path, unknown> {
  const leaves = new Map<Path, unknown>();
  const note = (value: unknown, at: Path, as: Standing): void => {
    const inner = childrenOf(value, at, as);
    if (!inner) leaves.set(at, value);
    else for (const [innerAt, each, innerAs] of inner) note(each, innerAt, innerAs);
  };
  note(content, path, standing);
  return leaves;
}

/** The writer of most of what lies directly in a node; the parts that another wrote are noted in `byPath`. */
function gather(
  value: unknown,
  path: Path,
  standing: Standing,
  writerOf: (path: Path, value: unknown) => Writer,
  byPath: Map<Path, Writer>,
): Writer {
  const inner = childrenOf(value, path, standing);
  if (!inner) return writerOf(path, value);
  const parts = inner.map(([childPath, child, childStanding]): [Path, Writer] => [
    childPath,
    gather(child, childPath, childStanding, writerOf, byPath),
  ]);
  const most = mostFrequent(parts.map(([, writer]) => writer));
  for (const [childPath, writer] of parts) if (!isSameWriter(writer, most)) byPath.set(childPath, writer);
  return most;
}

/** The writer that stands most often in a list that is not empty; of several the latest. */
function mostFrequent(writers: readonly Writer[]): Writer {
  const times = (writer: Writer): number => writers.filter((each) => isSameWriter(each, writer)).length;
  return writers.reduce((most, each) => ((times(each) - times(most) || compareWriters(each, most)) > 0 ? each : most));
}

/** What lies directly inside a value, or null when it is a leaf. */
function childrenOf(value: unknown, path: Path, standing: Standing): [Path, unknown, Standing][] | null {
  if (isElementList(value)) {
    return value.length === 0 ? null : value.map((each) => [under(path, each.id), each, 'element']);
  }
  if (!isRecord(value) || (standing === 'field' && Object.hasOwn(value, 'id'))) return null;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return entries.length === 0 ? null : entries.map(([key, each]) => [under(path, key), each, 'field']);
}

/** Elements of `previous` that `next` has no more. */
function removedFrom(previous: Synced, next: Synced): Path[] {
  const gone: Path[] = [];
  const look = (value: unknown, path: Path, standing: Standing): void => {
    if (standing === 'element' && valueAt(next, path) === undefined) gone.push(path);
    else for (const [innerPath, each, inner] of childrenOf(value, path, standing) ?? []) look(each, innerPath, inner);
  };
  look(tracedOf(previous), '', 'field');
  return gone;
}

/** Removals that `previous` remembers and that still hold. */
function leftGone(previous: Synced, next: Synced): [Path, Writer][] {
  return (previous.origins ?? []).flatMap(({ paths, by, at, device }) =>
    paths
      .filter((path) => path !== documentPath && valueAt(next, path) === undefined)
      .map((path): [Path, Writer] => [path, { by, at, device }]),
  );
}

function lookup(byPath: ReadonlyMap<Path, Writer>, path: Path): Writer | undefined {
  return nearestOf(byPath, path) ?? byPath.get(documentPath);
}

function grouped(byPath: ReadonlyMap<Path, Writer>): Origin[] {
  const groups: Group[] = [];
  for (const [path, writer] of byPath) {
    const group = groups.find((each) => isSameWriter(each.writer, writer));
    if (group) group.paths.push(path);
    else groups.push({ writer, paths: [path] });
  }
  groups.sort((a, b) => compareWriters(a.writer, b.writer));
  for (;;) {
    const origins = groups.flatMap(asOrigins);
    if (origins.length <= mostOrigins) return origins;
    // It is given up when somebody wrote, not who: the oldest two writes of one person become the later.
    const laterOf = (place: number) =>
      groups.slice(place + 1).find((each) => each.writer.by === groups[place]?.writer.by);
    const place = groups.findIndex((_, at) => laterOf(at));
    const later = laterOf(place);
    if (!later) return origins.slice(-mostOrigins);
    later.paths.push(...groups.splice(place, 1).flatMap(({ paths }) => paths));
  }
}

interface Group {
  readonly writer: Writer;
  readonly paths: Path[];
}

/** One origin names so many paths; a write that takes more takes several. */
function asOrigins({ writer: { by, at, device }, paths }: Group): Origin[] {
  const sorted = paths.toSorted(compareTexts);
  const parts = Math.ceil(sorted.length / mostPaths);
  return Array.from({ length: parts }, (_, part) => ({
    ...{ by, at, device },
    paths: sorted.slice(part * mostPaths, (part + 1) * mostPaths),
  }));
}
