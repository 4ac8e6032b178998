/**
 * Text that every match of a pattern begins with, at its very start; null when none is certain. Only plain letters and
 * digits after `^` count, and only in a pattern without alternatives.
 */
export function prefixOf(pattern: unknown, flags: unknown): string | null {
  const source = pattern instanceof RegExp ? pattern.source : pattern;
  const allFlags = `${pattern instanceof RegExp ? pattern.flags : ''}${typeof flags === 'string' ? flags : ''}`;
  if (typeof source !== 'string' || /[im]/.test(allFlags) || source.includes('|')) return null;
  const found = /^\^([\p{L}\p{N} _-]+)(.?)/su.exec(source);
  if (!found) return null;
  const [, letters = '', next = ''] = found;
  // A quantifier belongs to the last letter alone, which then may be absent.
  const characters = [...letters];
  if (/[*?{+]/.test(next)) characters.pop();
  return characters.length > 0 ? characters.join('') : null;
}
