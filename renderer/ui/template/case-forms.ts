import type { Environment } from '../../../forms/expression/environment.ts';
import { FilledForm } from '../../../forms/fill/filled-form.ts';
import type { Filling } from '../../../forms/fill/filling.ts';
import type { Place } from '../../../forms/fill/place.ts';
import { type ChecklistSection, letterOf } from '../../../shared/domain/checklist/checklist.ts';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import type { Answer } from '../../../shared/schema/answers.ts';
import type { Template } from '../../../shared/schema/templates.ts';
import { answerText } from './answer-text.ts';
import { sectionsOf } from './form-sections.ts';

interface CaseForm {
  readonly template: Template;
  readonly form: FilledForm;
}

/** The unit's own templates of a case, filled with its answers. */
export class CaseForms {
  readonly #forms: readonly CaseForm[];
  /** Answers and turns of each, which new places begin with. */
  readonly #answers = new Map<string, string>();

  constructor(templates: readonly Template[], environment: Environment) {
    this.#forms = templates.map((template) => {
      const stored = { answers: this.#answers, turns: new Map<string, readonly string[]>() };
      return { template, form: new FilledForm(template.content, environment, stored) };
    });
  }

  /** Takes over what stands in the case by now. `nameOf`: of a person by id. */
  take(answers: readonly Answer[], nameOf: (personId: string) => string): void {
    const texts = new Map(answers.map((answer) => [answer.itemId, answerText(answer)]));
    for (const key of new Set([...this.#answers.keys(), ...texts.keys()])) {
      const text = texts.get(key) ?? '';
      this.#answers.set(key, text);
      for (const { form } of this.#forms) {
        const place = form.place(key);
        if (place && place.stored !== text && place.line.kind === 'item') place.stored = text;
      }
    }
    for (const { form } of this.#forms) {
      takeTurns(form, answers);
      form.filling = fillingOf(form, answers, nameOf);
    }
  }

  /** The form of a template; null of one that is none of the unit's own. */
  formOf(templateId: string): { readonly title: string; readonly form: FilledForm } | null {
    const found = this.#forms.find(({ template }) => template.id === templateId);
    return found ? { title: found.template.title, form: found.form } : null;
  }

  /** The place of an item; null of one that is none of a form. */
  place(itemId: string): Place | null {
    for (const { form } of this.#forms) {
      const found = form.place(itemId);
      if (found) return found;
    }
    return null;
  }

  /** Their sections, lettered on after so many others. */
  sections(before: number): ChecklistSection[] {
    const all = this.#forms.flatMap(({ template, form }) => sectionsOf(template, form));
    return all.map((section, place) => {
      const index = before + place;
      const letter = letterOf(index);
      const numbers = new Map(section.items.map(({ id }, nth) => [id, `${letter}${nth + 1}`]));
      const numbered = <Item extends { id: string }>(item: Item) => ({
        ...item,
        number: numbers.get(item.id) ?? '',
        sectionIndex: index,
      });
      const lines = section.lines?.map((line) => (line.kind === 'item' ? numbered(line) : line));
      return { ...section, index, letter, items: section.items.map(numbered), ...(lines && { lines }) };
    });
  }
}

/** A stamp sorts as text in the order of events. */
function fillingOf(
  { outline }: FilledForm,
  answers: readonly Answer[],
  nameOf: (personId: string) => string,
): Filling | null {
  const own = answers.filter(({ itemId }) => outline.node(itemId.replace(/@.*$/, '')) !== undefined);
  const [first] = own.toSorted((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
  const last =
    own
      .map(({ updatedAt }) => updatedAt)
      .toSorted()
      .at(-1) ?? '';
  if (!first) return null;
  const [beganMs, lastMs] = [msOfStamp(first.createdAt), msOfStamp(last)];
  return { beganMs, lastMs, person: nameOf(first.createdBy), device: first.device };
}

/** Turns are answers of their own: to a repeat, with the turn that it stands in. Their ids are in the order in which they were added. */
function takeTurns(form: FilledForm, answers: readonly Answer[]): void {
  const repeats = form.content.nodes.filter(({ kind, count }) => kind === 'repeat' && count === undefined);
  for (const repeat of repeats) {
    const byParent = new Map<string, string[]>();
    for (const { itemId, response } of answers) {
      if (!itemId.startsWith(`${repeat.id}@`)) continue;
      const parent = typeof response === 'string' ? response : '';
      byParent.set(parent, [...(byParent.get(parent) ?? []), itemId.slice(repeat.id.length + 1)].sort());
    }
    for (const parent of new Set(['', ...form.turnParents(repeat), ...byParent.keys()])) {
      form.setTurns(repeat, parent, byParent.get(parent) ?? []);
    }
  }
}
