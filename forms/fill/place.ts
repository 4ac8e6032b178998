import { computed, type ReadonlySignal, signal, untracked } from '@preact/signals-core';
import type { Choice, TemplateNode, Words } from '../../shared/schema/template-content.ts';
import type { XValue } from '../expression/xpath-library.ts';
import type { FilledForm } from './filled-form.ts';
import { Element, type Root } from './xml.ts';

/** Why an answer can't stay as it is. */
export type AnswerFault = 'required' | 'form' | 'constraint';

/**
 * One place of a form in which something is answered, or which holds others: a line, in one turn of the repeat that it stands in. What it says is
 * worked out when somebody asks, and again once something that it depends on has changed.
 */
export class Place extends Element {
  readonly form: FilledForm;
  readonly line: TemplateNode;
  readonly parentNode: Place | Root;
  /** Id of the innermost turn that it stands in, or is; empty outside of repeats. */
  readonly turn: string;
  readonly #stored = signal('');
  readonly #memos = new Map<string, ReadonlySignal<unknown>>();
  /** Its dynamic default, once it was looked at. */
  #first: string | null = null;
  readonly #byLine = new Map<string, Place>();

  constructor(form: FilledForm, line: TemplateNode, parent: Place | Root, turn: string) {
    super();
    this.form = form;
    this.line = line;
    this.parentNode = parent;
    this.turn = turn;
    this.#stored.value = form.enter(this);
  }

  /** Under which its answer is kept. */
  get key(): string {
    return this.turn === '' ? this.line.id : `${this.line.id}@${this.turn}`;
  }

  get nodeName(): string {
    return this.line.name;
  }

  get parent(): Place | null {
    return this.parentNode instanceof Place ? this.parentNode : null;
  }

  /** The place of a line that stands directly in this one, and in no further repeat. */
  child(line: TemplateNode, turn = this.turn): Place {
    const key = `${line.id}@${turn}`;
    const found = this.#byLine.get(key) ?? new Place(this.form, line, this, turn);
    this.#byLine.set(key, found);
    return found;
  }

  /** What stands in it, in order: of a repeat each of its turns. */
  get elements(): readonly Place[] {
    if (this.line.kind === 'item') return [];
    return this.#memo('elements', () => {
      const all = this.form
        .linesIn(this.line)
        .flatMap((line) => (line.kind === 'repeat' ? this.turnsOf(line) : [this.child(line)]));
      for (const [at, each] of all.entries()) each.at = at;
      return all;
    });
  }

  /** The turns of a repeat that stands directly in this place. */
  turnsOf(repeat: TemplateNode): readonly Place[] {
    return this.#memo(`turns ${repeat.id}`, () => {
      const ids =
        repeat.count === undefined ? this.form.turnIds(repeat, this.turn) : this.#counted(repeat, repeat.count);
      return ids.map((id) => this.child(repeat, id));
    });
  }

  #counted(repeat: TemplateNode, count: string): readonly string[] {
    const number = this.form.evaluate(count, this, repeat)?.numberValue() ?? 0;
    const turns = Math.min(Math.max(0, Math.floor(number) || 0), mostTurns);
    return Array.from(
      { length: turns },
      (_, nth) => `${this.turn === '' ? '' : `${this.turn}.`}${repeat.id}-${nth + 1}`,
    );
  }

  /** Whether it is asked, by its own condition and those of what it stands in. */
  get isRelevant(): boolean {
    return this.#memo('relevant', () => {
      const { relevant } = this.line;
      if (this.parent && !this.parent.isRelevant) return false;
      return relevant === undefined || (this.form.evaluate(relevant, this)?.booleanValue() ?? true);
    });
  }

  /** Its answer, whether it is asked or not. */
  get answer(): string {
    const { calculation, trigger } = this.line;
    if (calculation === undefined || trigger !== undefined) return this.#stored.value || this.#given;
    return this.#memo('calculated', () => answered(this.form.evaluate(calculation, this)));
  }

  /** What it holds before anybody has answered. */
  get #given(): string {
    const { type, preload = '', default: given = '', defaultExpression } = this.line;
    if (type === 'metadata') return this.form.preloaded(preload);
    if (defaultExpression === undefined) return given;
    if (this.#first === null) {
      // Worked out once, whatever changes afterwards; a default that leads back to itself finds nothing.
      this.#first = '';
      this.#first = untracked(() => answered(this.form.evaluate(defaultExpression, this)));
    }
    return this.#first;
  }

  /** What was kept of it, without what is worked out. */
  get stored(): string {
    return this.#stored.value;
  }

  set stored(text: string) {
    this.#stored.value = text;
  }

  /** Its answer as expressions see it: nothing where it is not asked. */
  override get text(): string | null {
    if (this.line.kind !== 'item') return null;
    return this.isRelevant ? this.answer : '';
  }

  get isRequired(): boolean {
    return this.#truth('required');
  }

  get isReadonly(): boolean {
    return this.line.calculation !== undefined || this.#truth('readonly');
  }

  #truth(field: 'required' | 'readonly'): boolean {
    const expression = this.line[field];
    if (expression === undefined) return false;
    if (expression === 'true()') return true;
    return this.#memo(field, () => this.form.evaluate(expression, this)?.booleanValue() ?? false);
  }

  /** What is wrong with its answer; null where nothing is, or it is not asked. */
  get fault(): AnswerFault | null {
    return this.#memo('fault', () => {
      if (this.line.kind !== 'item' || !this.isRelevant) return null;
      const { answer } = this;
      if (answer === '') return this.isRequired ? 'required' : null;
      if (!hasForm(answer, this.line)) return 'form';
      const { constraint } = this.line;
      const holds = constraint === undefined || (this.form.evaluate(constraint, this)?.booleanValue() ?? true);
      return holds ? null : 'constraint';
    });
  }

  /** The choices that stand to be chosen, by what was answered before. */
  get choices(): readonly Choice[] {
    return this.#memo('choices', () => this.form.choicesOf(this));
  }

  /** Words of its line with answers in the place of names. `language`: as the template calls it. */
  words(field: 'label' | 'hint' | 'guidance' | 'constraintMessage' | 'requiredMessage', language: string): string {
    return this.#memo(`${field} ${language}`, () => this.form.inWords(this.line[field] ?? emptyWords, language, this));
  }

  #memo<Value>(name: string, work: () => Value): Value {
    const found = this.#memos.get(name) ?? computed(work);
    this.#memos.set(name, found);
    return found.value as Value;
  }
}

/** Of what can't be counted nothing is said: some answer that it needs is not there yet. */
function answered(value: XValue | null): string {
  const text = value?.stringValue() ?? '';
  return text === 'NaN' ? '' : text;
}

const emptyWords: Words = {};
/** More turns are not counted out, whatever an expression says. */
const mostTurns = 1_000;
const forms: Readonly<Record<string, RegExp>> = {
  integer: /^[+-]?\d{1,15}$/,
  decimal: /^[+-]?(\d+\.?\d*|\.\d+)$/,
  range: /^[+-]?(\d+\.?\d*|\.\d+)$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^\d{2}:\d{2}(:\d{2}(\.\d+)?)?([+-]\d{2}:\d{2}|Z)?$/,
  dateTime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/,
};

function hasForm(answer: string, { type = 'text' }: TemplateNode): boolean {
  return forms[type]?.test(answer) ?? true;
}
