import {
  type EvaluationContext,
  isNodes,
  type SyntaxNode,
  type XFunction,
  type XmlNode,
  type XValue,
  xNodes,
} from './xpath-library.ts';

/** The arguments of a call, each worked out when it is asked for. */
export interface Given {
  readonly count: number;
  readonly context: EvaluationContext;
  readonly syntax: readonly SyntaxNode[];
  value(at: number): XValue;
  text(at: number): string;
  /** NaN of what is no number. */
  number(at: number): number;
  truth(at: number): boolean;
  /** Nodes in their order; none of what are no nodes. */
  nodes(at: number): readonly XmlNode[];
  /** The texts of all arguments from `at` on: of nodes each one's. */
  texts(at: number): readonly string[];
}

/** A function of ours as the library calls it. */
export function functionOf(work: (given: Given) => XValue): XFunction {
  return (context, ...syntax) => {
    const value = (at: number): XValue => syntax[at]?.evaluate(context) ?? xNodes([context.contextNode]);
    const nodes = (at: number) => {
      const found = value(at);
      return isNodes(found) ? found.toArray() : [];
    };
    const textsAt = (at: number): readonly string[] => {
      const found = value(at);
      return isNodes(found) ? found.toArray().map(textOf) : [found.stringValue()];
    };
    return work({
      ...{ count: syntax.length, context, syntax, value, nodes },
      text: (at) => value(at).stringValue(),
      number: (at) => value(at).numberValue(),
      truth: (at) => value(at).booleanValue(),
      texts: (at) => syntax.slice(at).flatMap((_, nth) => textsAt(at + nth)),
    });
  };
}

/** All text in a node. */
export function textOf(node: XmlNode): string {
  return xNodes([node]).stringValue();
}
