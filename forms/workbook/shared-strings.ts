import { parseXml } from '../xml/parse-xml.ts';

/** Texts that cells refer to by number; of one in several fonts the whole text, without what says how it is spoken. */
export function readSharedStrings(bytes: Uint8Array | undefined): readonly string[] {
  const strings: string[] = [];
  if (!bytes) return strings;
  let text: string | null = null;
  let isText = false;
  let isPhonetic = false;
  parseXml(bytes, {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') isPhonetic = true;
      isText = name === 't' && !isPhonetic;
    },
    text(piece) {
      if (isText && text !== null) text += piece;
    },
    close(name) {
      if (name === 'rPh') isPhonetic = false;
      if (name === 't') isText = false;
      if (name !== 'si') return;
      strings.push(unescaped(text ?? ''));
      text = null;
    },
  });
  return strings;
}

/** Office writes what XML can't hold as `_x000D_`. */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
