import type { TemplateNode, Words } from '../../shared/schema/template-content.ts';
import type { Findings } from '../content/findings.ts';
import { unnamed } from '../content/languages.ts';
import { isLiteral } from '../expression/tokens.ts';
import { XmlElement } from '../xml/element.ts';
import { fileOf } from './instance-shape.ts';
import type { Itext, TextForm } from './itext.ts';
import type { LinePaths } from './line-paths.ts';
import { namedExpression } from './named-expression.ts';

/** What an element says to people. */
export interface Said {
  readonly words?: Words;
  readonly guidance?: Words;
  readonly media?: TemplateNode['media'];
}

/** Reads what people see: words in place, or texts of the form's languages. */
export class SpokenWords {
  readonly #itext: Itext;
  readonly #paths: LinePaths;
  readonly #findings: Findings;

  constructor(itext: Itext, paths: LinePaths, findings: Findings) {
    this.#itext = itext;
    this.#paths = paths;
    this.#findings = findings;
  }

  /** Of a label or a hint of a line. */
  of(element: XmlElement | undefined, line: TemplateNode): Said {
    if (!element) return {};
    const id = idOfText(element.attribute('ref'));
    if (id !== null && this.#isThere(id, element.line)) return this.ofText(id, line);
    const text = this.#spoken(element, line);
    return text === '' ? {} : { words: { [unnamed]: text } };
  }

  /** Of a text by its id. */
  ofText(id: string, line: TemplateNode): Said {
    const [words, guidance] = [this.#inForm(id, 'words', line), this.#inForm(id, 'guidance', line)];
    const media = this.#mediaOf(id, line);
    return { ...(words && { words }), ...(guidance && { guidance }), ...(media && { media }) };
  }

  /** Of an attribute: the words themselves, or `jr:itext('…')`. */
  ofAttribute(text: string, line: TemplateNode, row: number): Words | undefined {
    const id = idOfText(text);
    if (id !== null) return this.#isThere(id, row) ? this.#inForm(id, 'words', line) : undefined;
    return text.trim() === '' ? undefined : { [unnamed]: literal(text.trim()) };
  }

  #isThere(id: string, row: number): boolean {
    const isThere = this.#itext.has(id);
    if (!isThere) this.#findings.warn('xform.textMissing', { row }, { id });
    return isThere;
  }

  #inForm(id: string, form: TextForm, line: TemplateNode): Words | undefined {
    const spoken = this.#itext
      .values(id, form)
      .map(([language, value]) => [language, this.#spoken(value, line)] as const);
    const said = spoken.filter(([, text]) => text !== '');
    return said.length > 0 ? Object.fromEntries(said) : undefined;
  }

  #mediaOf(id: string, line: TemplateNode): TemplateNode['media'] {
    const [image, bigImage, audio, video] = (['image', 'big-image', 'audio', 'video'] as const).map((form) => {
      const files = Object.entries(this.#inForm(id, form, line) ?? {}).map(([language, file]) => [
        language,
        fileOf(file),
      ]);
      return files.length > 0 ? (Object.fromEntries(files) as Words) : undefined;
    });
    if (!image && !bigImage && !audio && !video) return undefined;
    return { ...(image && { image }), ...(bigImage && { bigImage }), ...(audio && { audio }), ...(video && { video }) };
  }

  /** The words of an element, with names in the place of answers. */
  #spoken(element: XmlElement, line: TemplateNode): string {
    const pieces = element.content.map((piece) => {
      if (!(piece instanceof XmlElement)) return literal(piece);
      return piece.name === 'output' ? this.#answer(piece, line) : this.#spoken(piece, line);
    });
    return pieces.join('').trim();
  }

  #answer(output: XmlElement, line: TemplateNode): string {
    const expression = output.attribute('value') || output.attribute('ref');
    const named = namedExpression(expression, { paths: this.#paths, line, tellUnknown: () => undefined });
    if (/^\$\{[^\s{}]+\}$/.test(named)) return named;
    this.#findings.warn('xform.output', { row: output.line }, { expression: expression.trim() });
    return '';
  }
}

/** What stands in `jr:itext(…)`; null of anything else. */
export function insideItext(text: string): string | null {
  const [, given] = /^(?:jr:)?itext\((.*)\)$/s.exec(text.trim()) ?? [];
  return given?.trim() ?? null;
}

/** The id in `jr:itext('id')`; null of anything else. */
function idOfText(text: string): string | null {
  const given = insideItext(text) ?? '';
  return isLiteral(given) ? given.slice(1, -1) : null;
}

/** Words in which `${` stands are no names in an XForm: with a space within they are none here. */
function literal(text: string): string {
  return text.replaceAll('${', '$ {');
}
