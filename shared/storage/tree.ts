/**
 * True when each object stands in one place, no deeper than so many levels, and no list has holes. Structured cloning keeps an
 * object that is shared, and how long a list claims to be: a small message could take for ever to walk through.
 */
export function isTree(value: unknown, levels: number, seen: Set<object> = new Set()): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0 || seen.has(value)) return false;
  seen.add(value);
  // An object of another kind, such as the bytes of an attachment, is not looked into by anyone.
  if (!Array.isArray(value) && !isObject(value)) return true;
  const inner: unknown[] = Object.values(value);
  if (Array.isArray(value) && inner.length < value.length) return false;
  return inner.every((each) => isTree(each, levels - 1, seen));
}

/** An object of no class; after a port's structured clone as well as before. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
