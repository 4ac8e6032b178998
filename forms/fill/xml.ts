import type { XmlNode } from '../expression/xpath-library.ts';

const elementType = 1;
const textType = 3;
const documentType = 9;

/** What every node of XPath's tree has. */
abstract class Node implements XmlNode {
  abstract readonly nodeType: number;
  abstract readonly nodeName: string;
  abstract readonly parentNode: XmlNode | null;
  abstract readonly firstChild: XmlNode | null;
  abstract readonly nextSibling: XmlNode | null;
  abstract readonly previousSibling: XmlNode | null;
  readonly prefix = null;
  readonly namespaceURI = null;
  readonly attributes = null;

  get localName(): string {
    return this.nodeName;
  }

  get nodeValue(): string | null {
    return null;
  }

  /** Its place among its siblings. */
  get at(): number {
    return 0;
  }

  /** As the DOM has it: 2 where the other one comes before, 4 where it comes after, with 8 or 16 where one is in the other; 1 of another document. */
  compareDocumentPosition(other: Node): number {
    const [own, others] = [lineage(this), lineage(other)];
    if (own[0] !== others[0]) return 1;
    const fork = own.findIndex((node, level) => node !== others[level]);
    if (fork < 0) return own.length === others.length ? 0 : 4 + 16;
    const [mine, theirs] = [own[fork], others[fork]];
    if (!mine || !theirs) return 2 + 8;
    return mine.at < theirs.at ? 4 : 2;
  }
}

/** From the document down to a node. */
function lineage(node: Node): readonly Node[] {
  const { parentNode } = node;
  return parentNode instanceof Node ? [...lineage(parentNode), node] : [node];
}

/** An element whose children are asked for when somebody looks: they may have changed. */
export abstract class Element extends Node {
  readonly nodeType = elementType;
  /** As its siblings were last listed. */
  #at = 0;

  override get at(): number {
    return this.#at;
  }

  override set at(place: number) {
    this.#at = place;
  }

  abstract override readonly nodeName: string;
  abstract override readonly parentNode: Element | Root;
  abstract get elements(): readonly Element[];
  /** What stands in it; null of one that holds elements. */
  abstract get text(): string | null;

  override get firstChild(): XmlNode | null {
    const { text } = this;
    if (text !== null) return text === '' ? null : new Text(this, text);
    return this.elements[0] ?? null;
  }

  override get nextSibling(): XmlNode | null {
    return this.parentNode.elements[this.at + 1] ?? null;
  }

  override get previousSibling(): XmlNode | null {
    return this.parentNode.elements[this.at - 1] ?? null;
  }
}

class Text extends Node {
  readonly nodeType = textType;
  readonly nodeName = '#text';
  readonly parentNode: Element;
  readonly firstChild = null;
  readonly nextSibling = null;
  readonly previousSibling = null;
  readonly #text: string;

  constructor(parent: Element, text: string) {
    super();
    this.parentNode = parent;
    this.#text = text;
  }

  override get nodeValue(): string {
    return this.#text;
  }
}

/** The document that a tree's one element stands in. */
export class Root extends Node {
  readonly nodeType = documentType;
  readonly nodeName = '#document';
  readonly parentNode = null;
  readonly nextSibling = null;
  readonly previousSibling = null;
  elements: readonly Element[] = [];

  override get firstChild(): XmlNode | null {
    return this.elements[0] ?? null;
  }
}

/** An element that never changes: of a list of choices. */
export class FixedElement extends Element {
  readonly nodeName: string;
  readonly parentNode: Element | Root;
  readonly elements: FixedElement[] = [];
  readonly text: string | null;

  constructor(name: string, parent: Element | Root, text: string | null = null) {
    super();
    this.nodeName = name;
    this.parentNode = parent;
    this.text = text;
    if (parent instanceof FixedElement) this.at = parent.elements.push(this) - 1;
    else if (parent instanceof Root) parent.elements = [this];
  }
}
