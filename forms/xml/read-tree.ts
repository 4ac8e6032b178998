import { cleanText } from '../content/clean-text.ts';
import { FormFault } from '../form-fault.ts';
import { XmlElement } from './element.ts';
import { parseXml } from './parse-xml.ts';

/** No form that people make has more. */
const mostLevels = 100;
const mostElements = 1_000_000;

/**
 * An XML text as a tree, from its one element down, without what nobody can see in its words; `onHidden` is told of the line of each. Throws
 * `FormFault` where it is not well-formed, declares anything of its own, or is larger than a form.
 */
export function readTree(bytes: Uint8Array, onHidden: (line: number) => void): XmlElement {
  const open: XmlElement[] = [];
  const tops: XmlElement[] = [];
  let count = 0;

  function clean(given: string, line: number): string {
    const { text, hidden } = cleanText(given);
    if (hidden) onHidden(line);
    return text;
  }

  parseXml(bytes, {
    open(name, given, prefix, line) {
      count += 1;
      if (open.length >= mostLevels) throw new FormFault('xml.tooDeep', { most: mostLevels }, { row: line });
      if (count > mostElements) throw new FormFault('xml.tooLong', { most: mostElements }, { row: line });
      const attributes = Object.fromEntries(Object.entries(given).map(([own, value]) => [own, clean(value, line)]));
      const element = new XmlElement(name, prefix, line, attributes);
      (open.at(-1)?.content ?? tops).push(element);
      open.push(element);
    },
    text(piece, line) {
      // Between tags there is little but space to make them stand one below another.
      if (piece !== '') open.at(-1)?.content.push(clean(piece, line));
    },
    close() {
      open.pop();
    },
    doctype(line) {
      throw new FormFault('xml.doctype', {}, { row: line });
    },
    fault: (line) => new FormFault('xml.broken', {}, { row: line }),
  });
  const [root] = tops;
  if (!root) throw new FormFault('xml.broken', {}, { row: 1 });
  return root;
}
