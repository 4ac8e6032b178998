import { foldedText } from '../../shared/storage/fold.ts';

/** A text that must be nowhere, in one of the ways in which it may be written down. */
export interface Mark {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Every way in which a text may stand in a file or in memory: UTF-8 and UTF-16, composed and decomposed, as JSON escapes it, as the
 * search index folds it, and as base64 wherever it begins.
 */
export function marksOf(name: string, text: string): readonly Mark[] {
  const composed = text.normalize('NFC');
  const forms: Readonly<Record<string, readonly Buffer[]>> = {
    'UTF-8': [Buffer.from(composed)],
    'UTF-8 decomposed': [Buffer.from(text.normalize('NFD'))],
    'UTF-16': [Buffer.from(composed, 'utf16le')],
    'UTF-16 decomposed': [Buffer.from(text.normalize('NFD'), 'utf16le')],
    'JSON escapes': [Buffer.from(escaped(composed))],
    folded: [Buffer.from(foldedText(text))],
    'folded UTF-16': [Buffer.from(foldedText(text), 'utf16le')],
    base64: base64Forms(Buffer.from(composed)),
  };
  return Object.entries(forms).flatMap(([form, all]) => all.map((bytes) => ({ name: `${name} (${form})`, bytes })));
}

/** A key as bytes, as hexadecimal digits and as base64. */
export function marksOfKey(name: string, key: Buffer): readonly Mark[] {
  const hex = key.toString('hex');
  return [
    { name: `${name} (bytes)`, bytes: Buffer.from(key) },
    { name: `${name} (hex)`, bytes: Buffer.from(hex) },
    { name: `${name} (hex, UTF-16)`, bytes: Buffer.from(hex, 'utf16le') },
    ...base64Forms(key).map((bytes) => ({ name: `${name} (base64)`, bytes })),
  ];
}

/** The names of the marks that stand in some bytes. */
export function marksIn(bytes: Buffer, marks: readonly Mark[]): readonly string[] {
  return marks.filter((mark) => bytes.includes(mark.bytes)).map(({ name }) => name);
}

function escaped(text: string): string {
  return text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What base64 makes of the bytes behind none, one or two others, without the letters that depend on its neighbours. */
function base64Forms(bytes: Buffer): readonly Buffer[] {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor(((before + bytes.byteLength) * 8) / 6);
    return Buffer.from(whole.slice(from, to));
  });
}
