import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { FormFault } from '../form-fault.ts';

export interface XmlEvents {
  /** `name`: without its prefix. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads an XML text part by part. Entities that it declares itself are no entities. Throws `FormFault` where it is not well-formed. */
export function parseXml(bytes: Uint8Array, events: XmlEvents): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', () => {
    throw new FormFault('file.damaged');
  });
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => events.open?.(localName(name), attributes));
  if (events.text) parser.on('text', events.text);
  if (events.text) parser.on('cdata', events.text);
  parser.on('closetag', ({ name }) => events.close?.(localName(name)));
  parser.write(new TextDecoder(encodingOf(bytes)).decode(bytes)).close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** UTF-8 unless the text begins with the mark of UTF-16. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
