import type { ChoiceList, TemplateContent } from '../../shared/schema/template-content.ts';
import { FixedElement, Root } from './xml.ts';

/** A template's lists as expressions see them: `instance('list')/root/item`. Made when one is first asked for. */
export class ChoiceLists {
  readonly #byId: ReadonlyMap<string, ChoiceList>;
  readonly #made = new Map<string, FixedElement>();

  constructor({ lists }: Pick<TemplateContent, 'lists'>) {
    this.#byId = new Map(lists.flatMap((list) => namesOf(list).map((name) => [name, list] as const)));
  }

  list(id: string): ChoiceList | undefined {
    return this.#byId.get(id);
  }

  /** The element that paths begin from; null where there is no such list. */
  instance(id: string): FixedElement | null {
    const list = this.#byId.get(id);
    if (!list) return null;
    const found = this.#made.get(list.id) ?? elementOf(list);
    this.#made.set(list.id, found);
    return found;
  }

  /** A list's choices as elements, in its order. */
  items(id: string): readonly FixedElement[] {
    return this.instance(id)?.elements[0]?.elements ?? [];
  }
}

/** A file is called with its ending, and without. */
function namesOf({ id }: ChoiceList): readonly string[] {
  return [id, id.replace(/\.(csv|xml|geojson)$/i, '')];
}

function elementOf({ choices }: ChoiceList): FixedElement {
  const instance = new FixedElement('instance', new Root());
  const root = new FixedElement('root', instance);
  for (const { name, label, values = {} } of choices) {
    const item = new FixedElement('item', root);
    const fields = { name, label: Object.values(label)[0] ?? name, ...values };
    for (const [field, text] of Object.entries(fields)) new FixedElement(field, item, text);
  }
  return instance;
}
