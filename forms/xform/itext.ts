import type { Findings } from '../content/findings.ts';
import type { XmlElement } from '../xml/element.ts';
import { tellTwice } from './twice.ts';

/** What a text is for: its words, or a picture, sound or film that goes with them. */
export type TextForm = 'words' | 'guidance' | 'image' | 'big-image' | 'audio' | 'video';

/** What programs write where a language has no words for a text. */
const placeholder = '-';

/** The texts of a form in its languages, by their ids. */
export class Itext {
  /** The language that is shown where nobody chooses; empty where the form says none. */
  readonly defaultLanguage: string;
  readonly #languages: readonly { readonly name: string; readonly texts: ReadonlyMap<string, XmlElement> }[];

  constructor(itext: XmlElement | undefined, findings: Findings) {
    const translations = itext?.children('translation') ?? [];
    const main = translations.find((each) => each.has('default') && !/^\s*false/.test(each.attribute('default')));
    this.defaultLanguage = main?.attribute('lang').trim() ?? '';
    const ordered = main ? [main, ...translations.filter((each) => each !== main)] : translations;
    const seen = new Map<string, XmlElement>();
    this.#languages = ordered.map((each) => {
      const name = each.attribute('lang').trim();
      tellTwice(seen, name, each, findings);
      return { name, texts: textsOf(each, findings) };
    });
  }

  /** In the order in which they are shown. */
  get languages(): readonly string[] {
    return this.#languages.map(({ name }) => name);
  }

  has(id: string): boolean {
    return this.#languages.some(({ texts }) => texts.has(id));
  }

  /** What a text says, by language, the default first; nothing where it says nothing in that form. */
  values(id: string, form: TextForm): readonly (readonly [language: string, value: XmlElement])[] {
    return this.#languages.flatMap(({ name, texts }) => {
      const value = valueIn(texts.get(id), form);
      const isMissing = !value || (this.#languages.length > 1 && value.text.trim() === placeholder);
      return isMissing ? [] : [[name, value] as const];
    });
  }
}

function textsOf(translation: XmlElement, findings: Findings): ReadonlyMap<string, XmlElement> {
  const texts = new Map<string, XmlElement>();
  for (const text of translation.children('text')) tellTwice(texts, text.attribute('id'), text, findings);
  return texts;
}

function valueIn(text: XmlElement | undefined, form: TextForm): XmlElement | undefined {
  const values = text?.children('value') ?? [];
  const of = (name: string) => values.find((value) => value.attribute('form') === name);
  return form === 'words' ? (of('') ?? of('long') ?? of('short')) : of(form);
}
