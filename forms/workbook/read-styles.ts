import { parseXml } from '../xml/parse-xml.ts';
import { isDateFormat } from './dates.ts';

/** Whether a cell's style shows its number as a date. */
export function dateStyles(bytes: Uint8Array | undefined): (style: number) => boolean {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let isCells = false;
  if (bytes) {
    parseXml(bytes, {
      open(name, { numFmtId = '0', formatCode = '' }) {
        if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
        if (name === 'cellXfs') isCells = true;
        if (name === 'xf' && isCells) formats.push(Number(numFmtId));
      },
      close(name) {
        if (name === 'cellXfs') isCells = false;
      },
    });
  }
  return (style) => {
    const id = formats[style];
    return id !== undefined && isDateFormat(id, codes.get(id));
  };
}
