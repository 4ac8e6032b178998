import { BrokenExpression, parseExpression } from './parse-expression.ts';

/** An expression as it was meant: programs for texts make quotation marks round, and spaces that don't break. */
export function meantExpression(text: string): string {
  const straight = text
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .trim();
  // Where it can be read as it stands, they are words between quotation marks.
  return straight === text.trim() || !canBeRead(text) ? straight : text.trim();
}

function canBeRead(text: string): boolean {
  try {
    parseExpression(text, (name) => ({ id: name, path: name }));
    return true;
  } catch (thrown) {
    if (!(thrown instanceof BrokenExpression)) throw thrown;
    return false;
  }
}
