import * as namespace from 'xpath';

/*
 * The part of the library `xpath` (XPath 1.0: parser and evaluator) that is used here; its own types know only its calls on a DOM.
 */

/** A node of a parsed expression. */
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
  /** Of a text. */
  str?: string;
  /** Of a number. */
  num?: number;
  evaluate(context: EvaluationContext): XValue;
}

/** What the evaluator walks over: elements, their texts, and the document that they stand in. */
export interface XmlNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly localName: string;
  readonly prefix: null;
  readonly namespaceURI: null;
  readonly nodeValue: string | null;
  readonly parentNode: XmlNode | null;
  readonly firstChild: XmlNode | null;
  readonly nextSibling: XmlNode | null;
  readonly previousSibling: XmlNode | null;
  readonly attributes: null;
}

/** A value of XPath. */
export interface XValue {
  stringValue(): string;
  numberValue(): number;
  booleanValue(): boolean;
}

export interface XNodes extends XValue {
  readonly size: number;
  /** In the document's order. */
  toArray(): XmlNode[];
  toUnsortedArray(): XmlNode[];
  first(): XmlNode | null;
  addArray(nodes: readonly XmlNode[]): void;
}

export interface EvaluationContext {
  contextNode: XmlNode;
  contextPosition: number;
  contextSize: number;
  expressionContextNode: XmlNode;
  caseInsensitive: boolean;
}

export type XFunction = (context: EvaluationContext, ...args: SyntaxNode[]) => XValue;

type Class = abstract new (...args: never[]) => SyntaxNode;

interface Library {
  readonly AndOperation: Class;
  readonly EqualsOperation: Class;
  readonly LessThanOperation: Class;
  readonly GreaterThanOperation: Class;
  readonly LessThanOrEqualOperation: Class;
  readonly GreaterThanOrEqualOperation: Class;
  readonly PlusOperation: Class;
  readonly MinusOperation: Class;
  readonly MultiplyOperation: Class;
  readonly DivOperation: Class;
  readonly ModOperation: Class;
  readonly UnaryMinusOperation: Class;
  parse(expression: string): { readonly expression: { readonly expression: SyntaxNode } };
  readonly XPathContext: new (variables: null, namespaces: Namespaces, functions: Functions) => EvaluationContext;
  readonly FunctionResolver: new () => Functions;
  readonly FunctionCall: new (name: string, args: SyntaxNode[]) => SyntaxNode;
  readonly XString: new (text: string) => XValue;
  readonly XNumber: new (number: number) => XValue;
  readonly XBoolean: new (is: boolean) => XValue;
  readonly XNodeSet: new () => XNodes;
}

interface Namespaces {
  getNamespace(prefix: string): string;
}

interface Functions {
  getFunction(name: string, namespace: string): XFunction | undefined;
}

/** It is CommonJS: Node gives all of it as the default, bundlers as the namespace. */
const given = namespace as unknown as Library & { readonly default?: Library };
const library = given.default ?? given;
const standard = new library.FunctionResolver();
/** `jr:choice-name` and `choice-name` are one. */
const namespaces: Namespaces = { getNamespace: () => '' };

/** The syntax of an expression of XPath 1.0; null where it has none. */
export function syntaxOf(expression: string): SyntaxNode | null {
  try {
    return library.parse(expression).expression.expression;
  } catch {
    return null;
  }
}

/** Works an expression out at a node; functions that `functions` lacks are XPath's own. */
export function evaluated(syntax: SyntaxNode, node: XmlNode, functions: ReadonlyMap<string, XFunction>): XValue {
  const resolver: Functions = { getFunction: (name) => functions.get(name) ?? standard.getFunction(name, '') };
  const context = new library.XPathContext(null, namespaces, resolver);
  const at = { contextNode: node, expressionContextNode: node, contextPosition: 1, contextSize: 1 };
  return syntax.evaluate(Object.assign(context, at, { caseInsensitive: false }));
}

const countingOperations: readonly Class[] = [
  ...[library.LessThanOperation, library.GreaterThanOperation],
  ...[library.LessThanOrEqualOperation, library.GreaterThanOrEqualOperation],
  ...[library.PlusOperation, library.MinusOperation, library.MultiplyOperation, library.DivOperation],
  ...[library.ModOperation, library.UnaryMinusOperation],
];

/** Whether it takes its sides as numbers. */
export function isCounting(syntax: SyntaxNode): boolean {
  return countingOperations.some((operation) => syntax instanceof operation);
}

export function isAnd(syntax: SyntaxNode): boolean {
  return syntax instanceof library.AndOperation;
}

export function isEquals(syntax: SyntaxNode): boolean {
  return syntax instanceof library.EqualsOperation;
}

/** A call, as the parser makes it. */
export function callOf(name: string, args: SyntaxNode[]): SyntaxNode {
  return new library.FunctionCall(name, args);
}

export const xString = (text: string): XValue => new library.XString(text);
export const xNumber = (number: number): XValue => new library.XNumber(number);
export const xBoolean = (is: boolean): XValue => new library.XBoolean(is);

export function xNodes(nodes: readonly XmlNode[]): XNodes {
  const set = new library.XNodeSet();
  set.addArray(nodes);
  return set;
}

export function isNodes(value: XValue): value is XNodes {
  return value instanceof library.XNodeSet;
}
