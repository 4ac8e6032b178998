import type { TemplateNode } from '../../shared/schema/template-content.ts';
import { argumentsOf, likeliestFunction } from '../expression/known-functions.ts';
import { BrokenExpression, parseExpression, walk } from '../expression/parse-expression.ts';
import { referencesIn } from '../expression/references.ts';
import type { SyntaxNode } from '../expression/xpath-library.ts';
import type { Fault } from '../form-fault.ts';
import type { Outline } from './outline.ts';

/** Fields of a line that hold an expression, by the names that XLSForm has for their columns. */
export const expressionFields = {
  relevant: 'relevant',
  constraint: 'constraint',
  calculation: 'calculation',
  required: 'required',
  readonly: 'readonly',
  choiceFilter: 'choice_filter',
  count: 'repeat_count',
  defaultExpression: 'default',
} as const satisfies Partial<Record<keyof TemplateNode, string>>;

type Wrong = Pick<Fault, 'code' | 'details'>;

/** What is wrong with an expression of a line: its names, its form and its functions. Nothing where it can be worked out. */
export function expressionFaults(expression: string, node: TemplateNode, outline: Outline): readonly Wrong[] {
  const wrongNames = nameFaults(expression, node, outline);
  if (wrongNames.length > 0) return wrongNames;
  try {
    return functionFaults(parseExpression(expression, (name) => ({ id: name, path: name })));
  } catch (thrown) {
    if (!(thrown instanceof BrokenExpression)) throw thrown;
    return [{ code: `expression.${thrown.why}`, details: { expression, near: thrown.near } }];
  }
}

/** Names in words or an expression that mean no line, or two. */
export function nameFaults(text: string, node: TemplateNode, outline: Outline): readonly Wrong[] {
  return referencesIn(text).flatMap(({ name }): Wrong[] => {
    const found = outline.named(name, node);
    if (found === null) return [{ code: 'reference.unknown', details: { name } }];
    return found === 'ambiguous' ? [{ code: 'reference.ambiguous', details: { name } }] : [];
  });
}

function functionFaults(parsed: SyntaxNode): readonly Wrong[] {
  const wrong: Wrong[] = [];
  walk(parsed, ({ functionName: name, arguments: given = [], variable }) => {
    if (variable !== undefined) wrong.push({ code: 'expression.variable', details: { name: variable } });
    if (name === undefined) return;
    const takes = argumentsOf(name);
    const likely = likeliestFunction(name);
    if (!takes)
      wrong.push({ code: likely ? 'function.likely' : 'function.unknown', details: { name, likely: likely ?? '' } });
    else if (given.length < takes.fewest || given.length > takes.most) {
      wrong.push({ code: 'function.arguments', details: { name, given: given.length, takes: takesText(takes) } });
    }
  });
  return wrong;
}

function takesText({ fewest, most }: { fewest: number; most: number }): string {
  if (fewest === most) return String(fewest);
  return most >= 99 ? `${fewest}+` : `${fewest}-${most}`;
}
