import type { TemplateNode } from '../../shared/schema/template-content.ts';
import type { Outline } from '../content/outline.ts';
import { parseExpression, walk } from './parse-expression.ts';
import { callOf, isCounting, type SyntaxNode } from './xpath-library.ts';

/** Expressions of a template, each read once. */
export class Compiler {
  readonly #outline: Outline;
  readonly #rootName: string;
  readonly #read = new Map<string, SyntaxNode>();

  constructor(outline: Outline, rootName: string) {
    this.#outline = outline;
    this.#rootName = rootName;
  }

  /** The syntax of an expression of a line. Throws `BrokenExpression`. */
  syntaxOf(expression: string, line: TemplateNode): SyntaxNode {
    // Names mean lines by where they are used.
    const key = `${line.parent ?? ''}|${expression}`;
    const before = this.#read.get(key);
    if (before) return before;
    const syntax = parseExpression(expression, (name) => this.#named(name, line));
    walk(syntax, countDates);
    this.#read.set(key, syntax);
    return syntax;
  }

  #named(name: string, line: TemplateNode) {
    const found = this.#outline.named(name, line);
    if (!found || found === 'ambiguous') return { id: '', path: '' };
    return { id: found.id, path: `/${[this.#rootName, ...this.#outline.pathOf(found)].join('/')}` };
  }
}

/** Of a date operators that count take its days, as OpenRosa has it and XPath does not. */
function countDates(node: SyntaxNode): void {
  if (!isCounting(node)) return;
  for (const side of ['lhs', 'rhs'] as const) {
    const operand = node[side];
    if (operand && operand.filter?.num === undefined) node[side] = callOf('number', [operand]);
  }
}
