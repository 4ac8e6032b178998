import type { ChoiceList, TemplateNode, Words } from '../../shared/schema/template-content.ts';
import type { FaultPlace } from '../form-fault.ts';
import { expressionFaults, expressionFields, nameFaults } from './check-expressions.ts';
import { cycleIn } from './cycles.ts';
import type { Findings } from './findings.ts';
import { Outline } from './outline.ts';

/** A line, and where in its file each of its fields stands, by the names that XLSForm has for them. */
export interface PlacedLine {
  readonly node: TemplateNode;
  readonly row: { placeOf(field: string): FaultPlace };
}

/** Tells what makes a form one that nobody can fill: expressions that can't be worked out, names that nobody has, circles, nothing asked. */
export function judgeLines(lines: readonly PlacedLine[], whole: FaultPlace, findings: Findings): void {
  const nodes = lines.map(({ node }) => node);
  const outline = new Outline({ nodes });
  for (const line of lines) if (!line.node.otherOf) judgeExpressions(line, outline, findings);
  const cycle = cycleIn(nodes, outline);
  if (cycle) {
    const row = lines.find(({ node }) => node.id === cycle[0]?.id)?.row;
    findings.error('expression.cycle', row?.placeOf(cycle[0]?.calculation ? 'calculation' : 'relevant'), {
      names: cycle.map(({ name }) => name).join(' → '),
    });
  }
  if (!nodes.some(({ kind, type }) => kind === 'item' && type !== 'metadata'))
    findings.warn('survey.asksNothing', whole);
}

function judgeExpressions({ node, row }: PlacedLine, outline: Outline, findings: Findings): void {
  for (const [field, column] of Object.entries(expressionFields)) {
    const expression = node[field as keyof typeof expressionFields];
    if (!expression) continue;
    for (const { code, details } of expressionFaults(expression, node, outline))
      findings.error(code, row.placeOf(column), details);
  }
  const words = [node.label, node.hint, node.guidance, node.constraintMessage, node.requiredMessage];
  for (const text of words.flatMap((each: Words | undefined) => Object.values(each ?? {}))) {
    for (const { code, details } of nameFaults(text, node, outline))
      findings.error(code, row.placeOf('label'), details);
  }
  for (const name of node.trigger ?? []) {
    for (const { code, details } of nameFaults(`\${${name}}`, node, outline))
      findings.error(code, row.placeOf('trigger'), details);
  }
}

/** A choice that can't be told apart from others where several are chosen: answers are kept with spaces between them. */
export function judgeChoiceNames(
  { type }: TemplateNode,
  list: ChoiceList | undefined,
  place: FaultPlace,
  findings: Findings,
): void {
  const spaced = type === 'selectOne' ? undefined : list?.choices.find(({ name }) => /\s/.test(name));
  if (spaced) findings.error('choice.spaces', place, { name: spaced.name, list: list?.id ?? '' });
}
