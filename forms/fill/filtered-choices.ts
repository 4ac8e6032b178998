import type { Choice } from '../../shared/schema/template-content.ts';
import { textOf } from '../expression/arguments-of-call.ts';
import { isAnd, isEquals, isNodes, type SyntaxNode, type XValue } from '../expression/xpath-library.ts';
import type { FilledForm } from './filled-form.ts';
import { Place } from './place.ts';

export const otherName = 'other';

/** The choices of a place that its filter leaves, or those that the answers to another line give. */
export function filteredChoices(form: FilledForm, place: Place): readonly Choice[] {
  const { list, choicesFrom, choiceFilter, orOther } = place.line;
  if (choicesFrom !== undefined) return answersOf(form, place, choicesFrom);
  const choices = form.lists.list(list ?? '')?.choices ?? [];
  const left = choiceFilter === undefined ? choices : filtered(form, place, choices, list ?? '', choiceFilter);
  const hasOther = orOther !== true || left.some(({ name }) => name === otherName);
  return hasOther ? left : [...left, { name: otherName, label: {} }];
}

function answersOf(form: FilledForm, place: Place, expression: string): readonly Choice[] {
  const value = form.evaluate(expression, place);
  const texts = value && isNodes(value) ? value.toArray().map(textOf) : [];
  return [...new Set(texts.filter((text) => text !== ''))].map((name) => ({ name, label: { '': name } }));
}

function filtered(
  form: FilledForm,
  place: Place,
  choices: readonly Choice[],
  list: string,
  filter: string,
): readonly Choice[] {
  try {
    const syntax = form.syntaxOf(filter, place.line);
    const columns = columnsIn(syntax);
    if (columns) {
      // Nearly every filter compares columns with answers: five thousand choices are then no more than texts to compare.
      const wanted = columns.map(({ column, other }) => ({
        column,
        texts: textsOf(form.evaluateAt(other, place, place)),
      }));
      return choices.filter((choice) => wanted.every(({ column, texts }) => texts.has(valueIn(choice, column))));
    }
    const items = form.lists.items(list);
    return choices.filter((_, nth) => {
      const item = items[nth];
      return item !== undefined && form.evaluateAt(syntax, item, place).booleanValue();
    });
  } catch {
    return choices;
  }
}

interface ComparedColumn {
  readonly column: string;
  readonly other: SyntaxNode;
}

/** `column = …` and more of them, where nothing on the other side looks at the choice; null of any other filter. */
function columnsIn(syntax: SyntaxNode): readonly ComparedColumn[] | null {
  const { lhs, rhs } = syntax;
  if (!lhs || !rhs) return null;
  if (isAnd(syntax)) {
    const [one, other] = [columnsIn(lhs), columnsIn(rhs)];
    return one && other && [...one, ...other];
  }
  if (!isEquals(syntax)) return null;
  const [left, right] = [columnOf(lhs), columnOf(rhs)];
  if (left !== null && looksAway(rhs)) return [{ column: left, other: rhs }];
  return right !== null && looksAway(lhs) ? [{ column: right, other: lhs }] : null;
}

const childAxis = 3;

function columnOf({ filter, locationPath }: SyntaxNode): string | null {
  const [step, ...more] = locationPath?.steps ?? [];
  if (filter || !step || more.length > 0 || locationPath?.absolute || step.axis !== childAxis) return null;
  return (step.predicates?.length ?? 0) === 0 ? (step.nodeTest?.name ?? null) : null;
}

/** A text, or an answer: what is the same for every choice. */
function looksAway({ filter, filterPredicates = [], locationPath }: SyntaxNode): boolean {
  if (!filter || locationPath || filterPredicates.length > 0) return false;
  return filter.str !== undefined || filter.functionName === 'answer-of';
}

function textsOf(value: XValue): ReadonlySet<string> {
  return new Set(
    isNodes(value)
      ? value.toUnsortedArray().map((node) => (node instanceof Place ? (node.text ?? '') : textOf(node)))
      : [value.stringValue()],
  );
}

function valueIn(choice: Choice, column: string): string {
  if (column === 'name') return choice.name;
  return choice.values?.[column] ?? (column === 'label' ? (Object.values(choice.label)[0] ?? '') : '');
}
