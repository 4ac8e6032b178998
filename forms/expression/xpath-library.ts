import * as xpath from 'xpath';

/** Nodes of a parsed expression, as the library makes them; its own types say nothing of them. */
export interface SyntaxNode {
  lhs?: SyntaxNode;
  rhs?: SyntaxNode;
  functionName?: string;
  arguments?: SyntaxNode[];
  filter?: SyntaxNode;
  filterPredicates?: SyntaxNode[];
  locationPath?: SyntaxNode;
  absolute?: boolean;
  steps?: SyntaxNode[];
  /** Below 0 of one that XPath does not know. */
  axis?: number;
  nodeTest?: { name?: string };
  predicates?: SyntaxNode[];
  variable?: string;
}

interface Library {
  parse(expression: string): { readonly expression: { readonly expression: SyntaxNode } };
}

const library = xpath as unknown as Library;

/** The syntax of an expression of XPath 1.0; null where it has none. */
export function syntaxOf(expression: string): SyntaxNode | null {
  try {
    return library.parse(expression).expression.expression;
  } catch {
    return null;
  }
}
