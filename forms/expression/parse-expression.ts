import { withReferences } from './references.ts';
import { type SyntaxNode, syntaxOf } from './xpath-library.ts';

/** The function by which an expression reads the item of an id: what `${name}` becomes. */
export const answerFunction = 'answer-of';
export const lastAnswerFunction = 'last-answer-of';

/** Why an expression can't be read; `near`: where that is known. */
export class BrokenExpression extends Error {
  readonly why: 'syntax' | 'quote' | 'parenthesis' | 'equals' | 'operator' | 'empty' | 'axis' | 'deep';
  readonly near: string;

  constructor(why: BrokenExpression['why'], near = '') {
    super(why);
    this.why = why;
    this.near = near;
  }
}

/** What a name in an expression means: the line's id, and its path, which stands in its place within quotation marks. */
export interface Named {
  readonly id: string;
  readonly path: string;
}

/** Reads an expression whose names are resolved by `named`. Throws `BrokenExpression`. */
export function parseExpression(text: string, named: (name: string) => Named): SyntaxNode {
  if (text.trim() === '') throw new BrokenExpression('empty');
  try {
    return parsed(text, named);
  } catch (thrown) {
    // The stack is at its end.
    if (thrown instanceof RangeError) throw new BrokenExpression('deep', text);
    throw thrown;
  }
}

function parsed(text: string, named: (name: string) => Named): SyntaxNode {
  const syntax = syntaxOf(normalised(text, named));
  if (!syntax) throw reasonOf(text);
  walk(syntax, (node) => {
    if ((node.axis ?? 0) < 0) throw new BrokenExpression('axis', text);
  });
  return syntax;
}

/** Calls `visit` with each node, the outer one first. */
export function walk(node: SyntaxNode, visit: (node: SyntaxNode) => void): void {
  visit(node);
  const lists = [node.arguments, node.filterPredicates, node.steps, node.predicates];
  const singles = [node.lhs, node.rhs, node.filter, node.locationPath];
  for (const each of [...singles, ...lists.flatMap((list) => list ?? [])]) if (each) walk(each, visit);
}

const piece = /'[^']*'|"[^"]*"|[^'"]+/g;
const operators = new Set(['and', 'or', 'div', 'mod']);

/**
 * The expression as the library takes it: names are calls, or paths within quotation marks. Space before the parenthesis of a call, and figures that
 * end in a point, are allowed in XPath and not by the library.
 */
function normalised(text: string, named: (name: string) => Named): string {
  return (text.match(piece) ?? [])
    .map((part) => {
      if (/^['"]/.test(part)) return withReferences(part, ({ name }) => named(name).path);
      const called = withReferences(part, ({ name, isLastSaved }) => {
        return ` ${isLastSaved ? lastAnswerFunction : answerFunction}('${named(name).id}') `;
      });
      return called
        .replace(/([\p{L}_][\p{L}\p{N}_.:-]*)\s+\(/gu, (all, name: string) => (operators.has(name) ? all : `${name}(`))
        .replace(/(\d)\.(?![\d\w])/g, '$1');
    })
    .join('');
}

/** What a person most likely did wrong. */
function reasonOf(text: string): BrokenExpression {
  const plain = text.replace(/'[^']*'|"[^"]*"/g, "''");
  if (/['"]/.test(plain.replaceAll("''", ''))) return new BrokenExpression('quote', text);
  let depth = 0;
  for (const letter of plain) {
    if (letter === '(' || letter === '[') depth += 1;
    if (letter === ')' || letter === ']') depth -= 1;
    if (depth < 0) break;
  }
  if (depth !== 0) return new BrokenExpression('parenthesis', text);
  if (/==/.test(plain)) return new BrokenExpression('equals', text);
  const [operator] = /&&|\|\||<>|=>|=<|!(?!=)/.exec(plain) ?? [];
  return operator ? new BrokenExpression('operator', operator) : new BrokenExpression('syntax', text);
}
