import { type Signal, signal, untracked } from '@preact/signals-core';
import type { Choice, TemplateContent, TemplateNode, Words } from '../../shared/schema/template-content.ts';
import { Outline } from '../content/outline.ts';
import { wordsIn } from '../content/words-in.ts';
import { Compiler } from '../expression/compile.ts';
import { dateFunctions } from '../expression/date-functions.ts';
import type { Environment } from '../expression/environment.ts';
import { geoFunctions } from '../expression/geo-functions.ts';
import { logicFunctions } from '../expression/logic-functions.ts';
import { numberFunctions } from '../expression/number-functions.ts';
import { withReferences } from '../expression/references.ts';
import { textFunctions } from '../expression/text-functions.ts';
import { evaluated, type SyntaxNode, type XFunction, type XmlNode, type XValue } from '../expression/xpath-library.ts';
import { ChoiceLists } from './choice-lists.ts';
import { type Filling, preloaded } from './filling.ts';
import { filteredChoices } from './filtered-choices.ts';
import { Place } from './place.ts';
import { placeFunctions } from './place-functions.ts';
import { Root } from './xml.ts';

/** What was answered before, as it is kept; read when a place is first looked at. */
export interface Stored {
  /** Answers by their keys (`Place.key`). */
  readonly answers: ReadonlyMap<string, string>;
  /** Ids of the turns of a repeat, in their order, by the repeat's id and the turn that it stands in: `desk@`, `drawer@01J…`. */
  readonly turns: ReadonlyMap<string, readonly string[]>;
  /** Answers of the time before, by the ids of their lines. */
  readonly last?: ReadonlyMap<string, string>;
}

/** A template while it is filled. Nothing of it is worked out before it is looked at. */
export class FilledForm {
  readonly content: TemplateContent;
  readonly outline: Outline;
  readonly root: Place;
  readonly lists: ChoiceLists;
  readonly #compiler: Compiler;
  readonly #functions: ReadonlyMap<string, XFunction>;
  readonly #stored: Stored;
  readonly #environment: Environment;
  readonly #filling = signal<Filling | null>(null);
  readonly #language: Signal<string>;
  readonly #places = new Map<string, Place>();
  readonly #turns = new Map<string, Signal<readonly string[]>>();
  /** From which place names in an expression are looked up, the innermost last. */
  readonly #from: Place[] = [];

  constructor(content: TemplateContent, environment: Environment, stored: Stored) {
    this.content = content;
    this.outline = new Outline(content);
    this.lists = new ChoiceLists(content);
    this.#compiler = new Compiler(this.outline, content.rootName);
    this.#stored = stored;
    this.#environment = environment;
    this.#language = signal(content.defaultLanguage);
    this.#functions = new Map([
      ...numberFunctions,
      ...textFunctions,
      ...geoFunctions,
      ...dateFunctions(environment),
      ...logicFunctions(environment),
      ...placeFunctions(this),
    ]);
    const document = new Root();
    this.root = new Place(this, rootLine(content.rootName), document, '');
    document.elements = [this.root];
  }

  /** In which of the template's languages words are given where an expression asks for them. */
  get language(): string {
    return this.#language.value;
  }

  set language(language: string) {
    this.#language.value = language;
  }

  /** How it is being filled; null before its first answer. */
  set filling(filling: Filling | null) {
    this.#filling.value = filling;
  }

  /** What a metadata item holds. */
  preloaded(preload: string): string {
    return preloaded(preload, this.#filling.value, this.#environment);
  }

  /** The answer of the time before; empty where there is none. */
  lastAnswer(lineId: string): string {
    return this.#stored.last?.get(lineId) ?? '';
  }

  /** The place in whose name an expression is being worked out. */
  get from(): Place {
    return this.#from.at(-1) ?? this.root;
  }

  /** A place that somebody has looked at, by its key. */
  place(key: string): Place | undefined {
    return this.#places.get(key);
  }

  /** Called by each place as it is made: what was kept of it. */
  enter(place: Place): string {
    this.#places.set(place.key, place);
    return this.#stored.answers.get(place.key) ?? '';
  }

  linesIn(line: TemplateNode): readonly TemplateNode[] {
    return this.outline.childrenOf(line.id === rootId ? null : line.id);
  }

  turnIds(repeat: TemplateNode, turn: string): readonly string[] {
    return this.#turnsAt(repeat, turn).value;
  }

  /** The turns of a repeat that stand in a turn, or outside of any: one more, or one less. */
  setTurns(repeat: TemplateNode, turn: string, ids: readonly string[]): void {
    const turns = this.#turnsAt(repeat, turn);
    if (turns.value.join(' ') !== ids.join(' ')) turns.value = ids;
  }

  /** In which turns of others somebody has looked at a repeat's own. */
  turnParents(repeat: TemplateNode): readonly string[] {
    const own = `${repeat.id}@`;
    return [...this.#turns.keys()].filter((key) => key.startsWith(own)).map((key) => key.slice(own.length));
  }

  #turnsAt(repeat: TemplateNode, turn: string): Signal<readonly string[]> {
    const key = `${repeat.id}@${turn}`;
    const found = this.#turns.get(key) ?? signal(this.#stored.turns.get(key) ?? []);
    this.#turns.set(key, found);
    return found;
  }

  /** The value of an expression of a place; null where it can't be worked out. `line`: whose it is, where that is another one's. */
  evaluate(expression: string, place: Place, line = place.line): XValue | null {
    try {
      return this.evaluateAt(this.#compiler.syntaxOf(expression, line), place, place);
    } catch {
      // It was judged when the form came in: what fails now fails for this answer alone.
      return null;
    }
  }

  syntaxOf(expression: string, line: TemplateNode): SyntaxNode {
    return this.#compiler.syntaxOf(expression, line);
  }

  /** `node`: where paths begin; `from`: in whose name. */
  evaluateAt(syntax: SyntaxNode, node: XmlNode, from: Place): XValue {
    this.#from.push(from);
    try {
      return evaluated(syntax, node, this.#functions);
    } finally {
      this.#from.pop();
    }
  }

  /** The places of a line as another one sees them: in turns that both stand in, those alone. */
  placesOf(line: TemplateNode, from: Place): readonly Place[] {
    const own = new Map<string, Place>();
    for (let each: Place | null = from; each; each = each.parent)
      if (each.line.kind === 'repeat') own.set(each.line.id, each);
    let places: readonly Place[] = [this.root];
    for (const step of [...this.outline.ancestorsOf(line).toReversed(), line]) {
      const fixed = step === line ? undefined : own.get(step.id);
      places = fixed
        ? [fixed]
        : places.flatMap((place) => (step.kind === 'repeat' ? place.turnsOf(step) : [place.child(step)]));
    }
    return places;
  }

  choicesOf(place: Place): readonly Choice[] {
    return filteredChoices(this, place);
  }

  inWords(words: Words, language: string, place: Place): string {
    return withReferences(wordsIn(words, language, this.content.defaultLanguage), ({ name }) => {
      const line = this.outline.named(name, place.line);
      return line && line !== 'ambiguous' ? (this.placesOf(line, place)[0]?.text ?? '') : '';
    });
  }

  /** Calls `visit` with every place that there is now, in order. */
  visit(visit: (place: Place) => void, from: Place = this.root): void {
    for (const each of untracked(() => from.elements)) {
      visit(each);
      this.visit(visit, each);
    }
  }
}

const rootId = '';

function rootLine(name: string): TemplateNode {
  return { id: rootId, parent: null, kind: 'group', name, label: {} };
}
