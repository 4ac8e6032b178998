/** Slash path of a field inside a document; elements of a list stand by their id: `/team/p-an/role`. `''` is the whole. */
export type Path = string;

/** Path that stands for the document itself: in a conflict, its deletion. */
export const documentPath: Path = '/';

/** The path of a field or an element inside `path`. */
export function under(path: Path, key: string): Path {
  return `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The keys that lead to a path, outermost first. */
export function keysOf(path: Path): string[] {
  if (path === '' || path === documentPath) return [];
  return path
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** True when `path` is `ancestor` or lies under it. */
export function isWithin(path: Path, ancestor: Path): boolean {
  return ancestor === documentPath || path === ancestor || path.startsWith(`${ancestor}/`);
}

/** What a map of paths says of a path: what it says of the path itself, else of the nearest that it lies in. */
export function nearestOf<Value>(byPath: ReadonlyMap<Path, Value>, path: Path): Value | undefined {
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const value = byPath.get(at);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** What stands at a path of a document; undefined when nothing does. */
export function valueAt(document: object, path: Path): unknown {
  return keysOf(path).reduce<unknown>(step, document);
}

/** True when a path leads to something in the document, or to where it would stand. */
export function isThere(document: object, path: Path): boolean {
  if (path === documentPath) return true;
  const parent = keysOf(path).slice(0, -1).reduce(under, '');
  return valueAt(document, path) !== undefined || isRecord(valueAt(document, parent));
}

/** A copy of the document with `value` at a path that exists; undefined removes the field or element. */
export function withValueAt<Document extends object>(document: Document, path: Path, value: unknown): Document {
  return replaced(document, keysOf(path), value) as Document;
}

function replaced(holder: unknown, keys: readonly string[], value: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (Array.isArray(holder)) {
    const list = holder.map((each) => (isRecord(each) && each.id === key ? replaced(each, rest, value) : each));
    return list.filter((each) => each !== undefined);
  }
  if (!isRecord(holder)) return holder;
  const { [key]: inner, ...others } = holder;
  const next = replaced(inner, rest, value);
  return next === undefined ? others : { ...others, [key]: next };
}

function step(holder: unknown, key: string): unknown {
  if (Array.isArray(holder)) return holder.find((each) => isRecord(each) && each.id === key);
  return isRecord(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;
}

/** True for a plain object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
