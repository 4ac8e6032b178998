import type { Answer } from '../../schema/answers.ts';
import type { TemplateItem } from '../../schema/reference-data.ts';
import type { ChecklistItem, ChecklistSection } from './checklist.ts';

/** What of a section, or of all, has been done; items that are not asked do not count. */
export interface Progress {
  readonly items: number;
  readonly answered: number;
  readonly unanswered: number;
  readonly compliant: number;
  readonly notCompliant: number;
  readonly notApplicable: number;
  readonly recorded: number;
  readonly requiredUnanswered: number;
}

export interface ChecklistProgress {
  readonly whole: Progress;
  /** By section, in the checklist's order. */
  readonly sections: readonly Progress[];
  /** Items that are asked, by their earlier answers. */
  readonly asked: ReadonlySet<string>;
  readonly requiredUnanswered: readonly { readonly itemId: string; readonly sectionIndex: number }[];
}

type Answered = Pick<Answer, 'itemId' | 'value' | 'response'>;

/** How a template names the answers to an item that asks for compliance. */
const valueNames: Readonly<Partial<Record<Answer['value'], string>>> = {
  compliant: 'complies',
  notCompliant: 'not_complies',
  notApplicable: 'not_applicable',
};

/** Counts a checklist; quick enough for every keystroke of 500 items. */
export function progressOf(sections: readonly ChecklistSection[], answers: Iterable<Answered>): ChecklistProgress {
  const byItem = new Map<string, Answered>();
  for (const answer of answers) byItem.set(answer.itemId, answer);
  const asked = askedItems(sections, byItem);
  const bySection = sections.map(({ items }) =>
    countOf(
      items.filter(({ id }) => asked.has(id)),
      byItem,
    ),
  );
  const isOpen = ({ id, item }: ChecklistItem) =>
    asked.has(id) && isRequired(item) && !isAnswered(item, byItem.get(id));
  const requiredUnanswered = sections
    .flatMap(({ items }) => items.filter(isOpen))
    .map(({ id, sectionIndex }) => ({ itemId: id, sectionIndex }));
  return { whole: bySection.reduce(sumOf, nothing), sections: bySection, asked, requiredUnanswered };
}

/**
 * True when the visit can't end without an answer: where the template says so, and, where it says nothing, an item that
 * asks for compliance with a named provision ("not applicable" answers it too).
 */
export function isRequired({ required, answerKind, provision }: TemplateItem): boolean {
  return required ?? (answerKind === 'complies' && provision !== undefined);
}

/** True when the item has an answer that says something; a photo item is answered by saying it was taken. */
export function isAnswered({ answerKind }: TemplateItem, answer: Answered | undefined): boolean {
  if (!answer || answer.value === 'unanswered') return false;
  return answer.value !== 'recorded' || answerKind === 'photo' || !isEmptyResponse(answer.response);
}

/** Items that are asked: without a condition, or when the earlier item that it names is asked and was answered so. */
function askedItems(sections: readonly ChecklistSection[], answers: ReadonlyMap<string, Answered>): Set<string> {
  const known = new Set(sections.flatMap(({ items }) => items.map(({ id }) => id)));
  const asked = new Set<string>();
  for (const { items } of sections) {
    for (const { id, item, isAsked: ofForm } of items) {
      const { relevance } = item;
      const isAsked =
        ofForm ??
        (!relevance ||
          !known.has(relevance.item) ||
          (asked.has(relevance.item) && isOneOf(answers.get(relevance.item), relevance.equals)));
      if (isAsked) asked.add(id);
    }
  }
  return asked;
}

function isOneOf(answer: Answered | undefined, wanted: readonly string[]): boolean {
  if (!answer) return false;
  const { value, response } = answer;
  const chosen = Array.isArray(response) ? response : [response];
  return [valueNames[value], ...chosen].some((each) => typeof each === 'string' && wanted.includes(each));
}

const nothing: Progress = {
  items: 0,
  answered: 0,
  unanswered: 0,
  compliant: 0,
  notCompliant: 0,
  notApplicable: 0,
  recorded: 0,
  requiredUnanswered: 0,
};

function countOf(items: readonly ChecklistItem[], answers: ReadonlyMap<string, Answered>): Progress {
  const count = { ...nothing, items: items.length };
  for (const { id, item } of items) {
    const answer = answers.get(id);
    if (!answer || answer.value === 'unanswered' || !isAnswered(item, answer)) {
      count.unanswered += 1;
      if (isRequired(item)) count.requiredUnanswered += 1;
    } else {
      count.answered += 1;
      count[answer.value] += 1;
    }
  }
  return count;
}

function sumOf(a: Progress, b: Progress): Progress {
  return {
    items: a.items + b.items,
    answered: a.answered + b.answered,
    unanswered: a.unanswered + b.unanswered,
    compliant: a.compliant + b.compliant,
    notCompliant: a.notCompliant + b.notCompliant,
    notApplicable: a.notApplicable + b.notApplicable,
    recorded: a.recorded + b.recorded,
    requiredUnanswered: a.requiredUnanswered + b.requiredUnanswered,
  };
}

/** True for a response that says nothing: blank text, or a table in whose lines nothing stands. */
export function isEmptyResponse(response: Answer['response'] | undefined): boolean {
  if (response === null || response === undefined) return true;
  if (typeof response === 'string') return response.trim() === '';
  if (!Array.isArray(response)) return false;
  return response.every((each) => (typeof each === 'string' ? [each] : Object.values(each)).every(isBlank));
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
