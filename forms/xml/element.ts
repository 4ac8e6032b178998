/** An element of an XML text, with what stands in it in order. */
export class XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly prefix: string;
  /** Of the text, counted from 1. */
  readonly line: number;
  readonly content: (XmlElement | string)[] = [];
  readonly #attributes: Readonly<Record<string, string>>;

  constructor(name: string, prefix: string, line: number, attributes: Readonly<Record<string, string>>) {
    this.name = name;
    this.prefix = prefix;
    this.line = line;
    this.#attributes = attributes;
  }

  get elements(): readonly XmlElement[] {
    return this.content.filter((each) => each instanceof XmlElement);
  }

  children(name: string): readonly XmlElement[] {
    return this.elements.filter((each) => each.name === name);
  }

  child(name: string): XmlElement | undefined {
    return this.elements.find((each) => each.name === name);
  }

  has(attribute: string): boolean {
    return this.#valueOf(attribute) !== undefined;
  }

  /** What an attribute says, whatever its prefix; empty where there is none. */
  attribute(name: string): string {
    return this.#valueOf(name) ?? '';
  }

  #valueOf(name: string): string | undefined {
    return this.#attributes[name] ?? Object.entries(this.#attributes).find(([own]) => own.endsWith(`:${name}`))?.[1];
  }

  /** All text in it. */
  get text(): string {
    return this.content.map((each) => (typeof each === 'string' ? each : each.text)).join('');
  }
}
