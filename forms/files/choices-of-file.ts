import Papa from 'papaparse';
import type { Choice, ChoiceList } from '../../shared/schema/template-content.ts';
import { type FaultCode, FormFault } from '../form-fault.ts';
import { parseXml } from '../xml/parse-xml.ts';

/** Under which names a file's rows hold what is saved and what is shown. */
export interface ChoiceColumns {
  readonly value: string;
  readonly label: string;
}

/** Where a form names none. */
export function usualColumns(file: string): ChoiceColumns {
  return /\.geojson$/i.test(file) ? { value: 'id', label: 'title' } : { value: 'name', label: 'label' };
}

type Tell = (code: FaultCode, details: Readonly<Record<string, string | number>>) => void;
type Fields = Readonly<Record<string, string>>;

/**
 * The choices of a CSV, GeoJSON or XML file that a form names; none, with a word, where the file is not there or can't be read. `columns`: null of
 * a file that expressions alone look into, each of whose rows is taken.
 */
export function choicesOfFile(
  id: string,
  bytes: Uint8Array | undefined,
  columns: ChoiceColumns | null,
  tell: Tell,
): ChoiceList {
  const list = (choices: readonly Choice[]): ChoiceList => ({ id, file: id, choices: [...choices] });
  if (!bytes) {
    tell('file.absent', {});
    return list([]);
  }
  const rows = rowsOf(id, bytes);
  if (!rows) {
    tell('file.unreadable', {});
    return list([]);
  }
  if (!columns) return list(rows.map(lookedInto));
  const choices = rows.flatMap((row) => choiceOf(row, columns));
  if (choices.length < rows.length)
    tell('file.rowsWithoutValue', { count: rows.length - choices.length, column: columns.value });
  return list(choices);
}

function lookedInto(row: Fields, nth: number): Choice {
  const { name, label } = row;
  return {
    name: name?.trim() || String(nth + 1),
    label: label?.trim() ? { '': label.trim() } : {},
    values: { ...row },
  };
}

function choiceOf(row: Fields, { value, label }: ChoiceColumns): Choice[] {
  const name = row[value]?.trim() ?? '';
  return name === '' ? [] : [{ name, label: { '': row[label]?.trim() || name }, values: { ...row } }];
}

function rowsOf(file: string, bytes: Uint8Array): readonly Fields[] | null {
  const text = () => new TextDecoder('utf-8').decode(bytes);
  try {
    if (/\.csv$/i.test(file)) return linesOf(text());
    if (/\.geojson$/i.test(file)) return featuresOf(JSON.parse(text()));
    return /\.xml$/i.test(file) ? itemsOf(bytes) : null;
  } catch (thrown) {
    if (thrown instanceof FormFault || thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

/** Of a line that is longer than that of the headers the rest is left out: no column names it. */
function linesOf(text: string): readonly Fields[] {
  const { data, meta } = Papa.parse<Fields>(text, { header: true, skipEmptyLines: 'greedy' });
  const columns = meta.fields ?? [];
  return data.map((line) =>
    Object.fromEntries(columns.flatMap((name) => (Object.hasOwn(line, name) ? [[name, line[name] ?? '']] : []))),
  );
}

/** The properties of each feature, and its id. */
function featuresOf(content: unknown): readonly Fields[] | null {
  if (typeof content !== 'object' || content === null || !('features' in content) || !Array.isArray(content.features))
    return null;
  return content.features.map((feature: { id?: unknown; properties?: Record<string, unknown> }) => {
    const all = Object.entries({ ...(feature.id !== undefined && { id: feature.id }), ...feature.properties });
    return Object.fromEntries(
      all
        .filter(([, value]) => value !== null && typeof value !== 'object')
        .map(([key, value]) => [key, String(value)]),
    );
  });
}

/** The elements `item`, by what stands in them. */
function itemsOf(bytes: Uint8Array): readonly Fields[] {
  const items: Fields[] = [];
  let item: Record<string, string> | null = null;
  let field = '';
  parseXml(bytes, {
    open(name) {
      if (name === 'item') item = {};
      else field = name;
    },
    text(piece) {
      if (item && field !== '') item[field] = (item[field] ?? '') + piece;
    },
    close(name) {
      if (name === 'item' && item) {
        items.push(item);
        item = null;
      }
      field = '';
    },
  });
  return items;
}
