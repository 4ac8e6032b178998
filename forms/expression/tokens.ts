const name = '[\\p{L}_][\\p{L}\\p{N}\\p{M}._-]*';
const token = new RegExp(
  [
    ...['\\s+', "'[^']*'", '"[^"]*"', '//', '\\.\\.', '::', '[<>!]='],
    ...[`${name}(?::(?!:)${name})?`, '\\d+(?:\\.\\d*)?', '\\.\\d+', '.'],
  ].join('|'),
  'gsu',
);
const nameAlone = new RegExp(`^${name}(?::${name})?$`, 'u');

/** An expression of XPath cut into its smallest parts, with the space between them: put together they are the same text. */
export function tokensOf(expression: string): readonly string[] {
  return expression.match(token) ?? [];
}

export function isName(text: string): boolean {
  return nameAlone.test(text);
}

export function isSpace(text: string): boolean {
  return /^\s/.test(text);
}

export function isLiteral(text: string): boolean {
  return /^(['"]).*\1$/s.test(text) && text.length > 1;
}

/** A name without its prefix. */
export function localName(text: string): string {
  return text.slice(text.indexOf(':') + 1);
}

/** The parts of an expression between commas that stand in no brackets. */
export function partsAtCommas(expression: string): readonly string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const each of tokensOf(expression)) {
    if (each === '(' || each === '[') depth += 1;
    if (each === ')' || each === ']') depth -= 1;
    if (each === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += each;
  }
  return parts;
}
