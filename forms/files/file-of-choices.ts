import Papa from 'papaparse';
import type { Choice, ChoiceList } from '../../shared/schema/template-content.ts';
import type { ChoiceColumns } from './choices-of-file.ts';

type Fields = Readonly<Record<string, string>>;

/** A list of choices as the file that `choicesOfFile` reads it from, by the ending of its name; null of another file. UTF-8. */
export function fileOfChoices(
  { id, file = id, choices }: ChoiceList,
  columns: ChoiceColumns,
  language: string,
): Uint8Array | null {
  const lines = choices.map((choice) => fieldsOf(choice, columns, language));
  const [, ending = ''] = /\.(csv|geojson|xml)$/i.exec(file) ?? [];
  const write = writers[ending.toLowerCase()];
  return write ? new TextEncoder().encode(write(lines)) : null;
}

/** What the file said of a choice, with its name and label as they are now. */
function fieldsOf({ name, label, values = {} }: Choice, columns: ChoiceColumns, language: string): Fields {
  const words = label[language] ?? Object.values(label)[0] ?? name;
  const before = values[columns.value] ?? '';
  const hasWords = (values[columns.label]?.trim() || name) === words;
  const changed = {
    ...(!hasWords && { [columns.label]: words }),
    [columns.value]: before.trim() === name ? before : name,
  };
  return { ...values, ...changed };
}

const writers: Readonly<Record<string, (lines: readonly Fields[]) => string>> = {
  csv: csvOf,
  geojson: (lines) => {
    const features = lines.map((properties) => ({ type: 'Feature', geometry: null, properties }));
    return `${JSON.stringify({ type: 'FeatureCollection', features }, null, 1)}\n`;
  },
  xml: (lines) => {
    const item = (line: Fields) => Object.entries(line).map(([field, text]) => `<${field}>${xmlText(text)}</${field}>`);
    const items = lines.map((line) => `<item>${item(line).join('')}</item>\n`);
    return `<?xml version="1.0" encoding="UTF-8"?>\n<root>\n${items.join('')}</root>\n`;
  },
};

/** RFC 4180. A line ends with the last column that it says something of: a file may have shorter lines. */
function csvOf(lines: readonly Fields[]): string {
  const headers = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  const rows = lines.map((line) => {
    const last = headers.findLastIndex((header) => Object.hasOwn(line, header));
    return headers.slice(0, last + 1).map((header) => line[header] ?? '');
  });
  // Who reads it and guesses what separates columns finds no other sign outside of quotation marks.
  return `${Papa.unparse([headers, ...rows], { newline: '\r\n', quotes: true })}\r\n`;
}

const xmlSigns: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

function xmlText(text: string): string {
  return text.replace(/[&<>\r]/g, (sign) => xmlSigns[sign] ?? sign);
}
