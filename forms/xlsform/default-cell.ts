import type { TemplateNode } from '../../shared/schema/template-content.ts';

/** Whether a cell `default` is an expression: it names an answer, or calls a function. Any other is a value. */
export function isWorkedOut(text: string): boolean {
  return /\$\{|^[a-z][\w:-]*\s*\(/i.test(text);
}

/** What a line begins with, as a cell `default`: a value that looks like an expression, and an expression that looks like a value, are called by `string()`. */
export function defaultCell({ default: value, defaultExpression }: TemplateNode): string {
  if (defaultExpression !== undefined) {
    return isWorkedOut(defaultExpression) ? defaultExpression : `string(${defaultExpression})`;
  }
  if (value === undefined) return '';
  return isWorkedOut(value) ? `string(${literal(value)})` : value;
}

/** A text in an expression: XPath has no sign for a quotation mark within its like, and `${` would begin a name. */
function literal(text: string): string {
  const pieces = text.split(/(?<=\$)(?=\{)|(?<=')(?=[^']*")|(?<=")(?=[^"]*')/);
  const quoted = pieces.map((piece) => (piece.includes("'") ? `"${piece}"` : `'${piece}'`));
  return quoted.length === 1 ? quoted.join('') : `concat(${quoted.join(', ')})`;
}
