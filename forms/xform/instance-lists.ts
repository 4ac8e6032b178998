import type { Choice, ChoiceList, TemplateNode } from '../../shared/schema/template-content.ts';
import type { Findings } from '../content/findings.ts';
import type { Attachments } from '../content/imported-form.ts';
import { type ChoiceColumns, choicesOfFile } from '../files/choices-of-file.ts';
import type { XmlElement } from '../xml/element.ts';
import { fileOf, shapeOf } from './instance-shape.ts';
import { tellTwice } from './twice.ts';
import type { Said, SpokenWords } from './words.ts';

/** Under which names an item holds what is saved and what is shown; `isText`: what is shown is the id of a text. */
interface ItemFields extends ChoiceColumns {
  readonly isText: boolean;
}

interface SaidChoice extends Omit<Said, 'guidance'> {
  readonly values?: Readonly<Record<string, string>>;
}

/** The file of lists that old forms look into by a `query`. */
const oldListsFile = 'itemsets.csv';
/** The answers of the time before, which are no list. */
const lastSaved = '__last-saved';

/** The lists of choices of a form: its secondary instances, files beside it, and what stands in a question itself. */
export class InstanceLists {
  readonly #instances = new Map<string, XmlElement>();
  readonly #attachments: Attachments;
  readonly #words: SpokenWords;
  readonly #findings: Findings;
  /** By what they are made from. */
  readonly #lists = new Map<string, ChoiceList>();
  readonly #ids = new Set<string>();
  /** Instances that questions take their choices from. */
  readonly #used = new Set<string>();
  readonly #rows = new Map<Choice, number>();
  readonly #judged = new Set<string>();

  constructor(instances: readonly XmlElement[], attachments: Attachments, words: SpokenWords, findings: Findings) {
    this.#attachments = attachments;
    this.#words = words;
    this.#findings = findings;
    for (const each of instances) {
      const id = each.attribute('id').trim();
      if (id !== lastSaved) tellTwice(this.#instances, id, each, findings);
    }
  }

  /** Lists that questions use, and those that expressions alone look into. */
  all(whole: TemplateNode): readonly ChoiceList[] {
    for (const [id, instance] of this.#instances) {
      if (this.#used.has(id)) continue;
      if (instance.has('src')) this.#ofFile(instance, null, instance.line);
      else this.#inPlace(id, instance, null, whole);
    }
    return [...this.#lists.values()];
  }

  /** The list of an instance for a question. Null where there is none, which is told. */
  ofInstance(id: string, fields: ItemFields, line: TemplateNode, row: number): ChoiceList | null {
    const instance = this.#instances.get(id);
    if (!instance) {
      this.#findings.error('xform.instanceMissing', { row }, { id });
      return null;
    }
    this.#used.add(id);
    if (instance.has('src')) return this.#ofFile(instance, fields, row);
    return this.#inPlace(id, instance, fields, line);
  }

  /** `fields`: null of a list that expressions alone look into, whose items need no name. */
  #inPlace(id: string, instance: XmlElement, fields: ItemFields | null, line: TemplateNode): ChoiceList {
    return this.#kept(`${id}|${fields?.value}|${fields?.label}`, id, (own) => {
      const isList = shapeOf(instance) !== null;
      if (!isList) this.#findings.error('xform.instanceForm', { row: instance.line }, { id });
      const items = (isList && instance.elements[0]?.elements) || [];
      return { id: own, choices: items.flatMap((item, nth) => this.#choiceOf(item, nth, fields, line, id)) };
    });
  }

  /** The file that a list is read from; empty of one that stands in the form. */
  fileOf(id: string): string {
    return fileOf(this.#instances.get(id)?.attribute('src') ?? '');
  }

  /** Tells of a choice that stands twice in a list which is shown as a whole: nobody could say which was meant. */
  judgeTwice({ id: list, choices }: ChoiceList): void {
    const seen = new Map<string, number>();
    const twice = choices.find(({ name }, at) => {
      const isTwice = seen.has(name);
      if (!isTwice) seen.set(name, at);
      return isTwice;
    });
    const first = twice && choices[seen.get(twice.name) ?? 0];
    const [row, before] = [twice, first].map((choice) => choice && this.#rows.get(choice));
    // A file's choices have no place in the form.
    if (row === undefined || before === undefined || this.#judged.has(list)) return;
    this.#judged.add(list);
    this.#findings.warn('choice.twice', { row }, { name: twice?.name ?? '', list, before });
  }

  /** The list of a question whose choices stand in it. */
  ofItems(items: readonly XmlElement[], line: TemplateNode): ChoiceList {
    const choices = items.flatMap((item): Choice[] => {
      const name = (item.child('value')?.text ?? '').trim();
      return this.#named(name, this.#words.of(item.child('label'), line), line.name, item.line);
    });
    // Many questions have the same few choices: they are kept once.
    let wanted = line.id;
    // An expression that asks for the instance of that id means the other.
    while (this.#instances.has(wanted)) wanted = `${wanted}+`;
    return this.#kept(`|${JSON.stringify(choices)}`, wanted, (id) => ({ id, choices }));
  }

  /** A list in the file of lists that old forms have beside them: from then on it stands in the form. */
  ofOldFile(wanted: string, row: number): ChoiceList {
    return this.#kept(`${wanted}|${oldListsFile}`, wanted, (id) => {
      const all = this.#read(oldListsFile, { value: 'name', label: 'label' }, row).choices;
      const own = all.filter(({ values }) => values?.list_name === wanted);
      return { id, choices: own.map(({ values = {}, ...choice }) => ({ ...choice, values: filteredBy(values) })) };
    });
  }

  #ofFile(instance: XmlElement, fields: ChoiceColumns | null, row: number): ChoiceList {
    const file = fileOf(instance.attribute('src'));
    const key = `${file}|${fields?.value}|${fields?.label}`;
    return this.#kept(key, file, (id) => ({ ...this.#read(file, fields, row), id }));
  }

  #read(file: string, columns: ChoiceColumns | null, row: number): ChoiceList {
    return choicesOfFile(file, this.#attachments.get(file), columns, (code, details) => {
      this.#findings.warn(code, { row }, { file, ...details });
    });
  }

  #kept(key: string, wanted: string, make: (id: string) => ChoiceList): ChoiceList {
    const found = this.#lists.get(key);
    if (found) return found;
    let id = wanted;
    while (this.#ids.has(id)) id = `${id}+`;
    this.#ids.add(id);
    const list = make(id);
    this.#lists.set(key, list);
    return list;
  }

  #choiceOf(item: XmlElement, nth: number, wanted: ItemFields | null, line: TemplateNode, list: string): Choice[] {
    const { value, label, isText } = wanted ?? { value: 'name', label: 'label', isText: false };
    const fields = new Map(item.elements.map((each) => [each.name, each.text.trim()]));
    const textId = fields.get(isText ? label : 'itextId');
    const isSpoken = textId !== undefined && (isText || !fields.has(label));
    const said = isSpoken ? this.#words.ofText(textId, line) : this.#words.of(item.child(label), line);
    const own = ['itextId', ...(value === 'name' ? [value] : []), ...(label === 'label' ? [label] : [])];
    const values = [...fields].filter(([name, content]) => !own.includes(name) && content !== '');
    const rest = { values: Object.fromEntries(values), ...said };
    // What is only looked into needs neither a name nor words.
    if (!wanted) return [{ name: fields.get(value) || String(nth + 1), label: {}, ...choiceOf(rest) }];
    return this.#named(fields.get(value) ?? '', rest, list, item.line);
  }

  #named(name: string, said: SaidChoice, list: string, row: number): Choice[] {
    if (name === '') {
      this.#findings.error('xform.choiceNoValue', { row }, { list });
      return [];
    }
    if (!said.words && !said.media) this.#findings.warn('choice.noLabel', { row }, { name, list });
    const choice: Choice = { name, label: {}, ...choiceOf(said) };
    this.#rows.set(choice, row);
    return [choice];
  }
}

/** The columns of an old list by which its choices are filtered. */
function filteredBy(values: Readonly<Record<string, string>>): Record<string, string> {
  const own = ['list_name', 'name', 'label'];
  return Object.fromEntries(Object.entries(values).filter(([column, text]) => !own.includes(column) && text !== ''));
}

function choiceOf({ words, media, values = {} }: SaidChoice): Partial<Choice> {
  const hasValues = Object.keys(values).length > 0;
  return { ...(words && { label: words }), ...(media && { media }), ...(hasValues && { values }) };
}
