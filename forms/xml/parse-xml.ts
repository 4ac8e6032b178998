import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { FormFault } from '../form-fault.ts';

/** What stands in an XML text, in order. `line`: of the text, counted from 1, where a tag ends. */
export interface XmlEvents {
  /** `name`: without its prefix. */
  open?(name: string, attributes: Readonly<Record<string, string>>, prefix: string, line: number): void;
  text?(text: string, line: number): void;
  close?(name: string): void;
  /** A `<!DOCTYPE`. */
  doctype?(line: number): void;
  /** What is thrown where the text is not well-formed. */
  fault?(line: number): FormFault;
}

/** Reads an XML text part by part. Entities that it declares itself are no entities. Throws `FormFault` where it is not well-formed. */
export function parseXml(bytes: Uint8Array, events: XmlEvents): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const text = (piece: string) => events.text?.(piece, parser.line);
  parser.on('error', () => {
    throw events.fault?.(parser.line) ?? new FormFault('file.damaged');
  });
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    const [prefix, local] = parted(name);
    events.open?.(local, attributes, prefix, parser.line);
  });
  if (events.text) parser.on('text', text);
  if (events.text) parser.on('cdata', text);
  parser.on('closetag', ({ name }) => events.close?.(parted(name)[1]));
  parser.on('doctype', () => events.doctype?.(parser.line));
  parser.write(xmlText(bytes)).close();
}

/** The text that bytes hold, without the mark at its beginning: UTF-8, unless it begins with the mark of UTF-16 or names another itself. */
export function xmlText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function parted(name: string): readonly [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return [name.slice(0, Math.max(colon, 0)), name.slice(colon + 1)];
}

const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/;
/** Longer than any declaration. */
const headBytes = 200;

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const [, named = 'utf-8'] = declared.exec(new TextDecoder('latin1').decode(bytes.subarray(0, headBytes))) ?? [];
  // The declaration was read byte by byte: it can't be in pairs of them, whatever it says.
  return /^utf-?16/i.test(named) || !isEncoding(named) ? 'utf-8' : named;
}

function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}
