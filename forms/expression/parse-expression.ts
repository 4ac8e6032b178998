import { withReferences } from './references.ts';
import { type SyntaxNode, syntaxOf } from './xpath-library.ts';

/** The function by which an expression reads the item of an id: what `${name}` becomes. */
export const answerFunction = 'answer-of';
export const lastAnswerFunction = 'last-answer-of';

/** Why an expression can't be read; `near`: where that is known. */
export class BrokenExpression extends Error {
  readonly why: 'syntax' | 'quote' | 'parenthesis' | 'equals' | 'operator' | 'empty' | 'axis';
  readonly near: string;

  constructor(why: BrokenExpression['why'], near = '') {
    super(why);
    this.why = why;
    this.near = near;
  }
}

/** Reads an expression whose names are resolved by `idOf`. Throws `BrokenExpression`. */
export function parseExpression(text: string, idOf: (name: string) => string): SyntaxNode {
  if (text.trim() === '') throw new BrokenExpression('empty');
  const called = withReferences(text, ({ name, isLastSaved }) => {
    return ` ${isLastSaved ? lastAnswerFunction : answerFunction}('${idOf(name)}') `;
  });
  const parsed = syntaxOf(normalised(called));
  if (!parsed) throw reasonOf(text);
  walk(parsed, (node) => {
    if ((node.axis ?? 0) < 0) throw new BrokenExpression('axis', text);
  });
  return parsed;
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

/** Space before the parenthesis of a call, and figures that end in a point, are allowed in XPath and not by the library. */
function normalised(text: string): string {
  return (text.match(piece) ?? [])
    .map((part) => {
      if (/^['"]/.test(part)) return part;
      return part
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
