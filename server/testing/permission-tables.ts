import { readFileSync } from 'node:fs';
import path from 'node:path';

const page = path.join(import.meta.dirname, '../../docs/security.md');
const section = '## Who may do what';

/** A line of a table: what stands under each of its columns. */
export type Line = ReadonlyMap<string, string>;

/** What an answer of the tables is on the wire; `code` is empty where nothing is refused. */
export interface Answer {
  readonly code: string;
  readonly rule: string;
}

/** The lines of the table under a heading of `docs/security.md`; throws where there is none, or a line of another width. */
export function tableUnder(heading: string): Line[] {
  const text = readFileSync(page, 'utf8').split(`${section}\n`)[1]?.split(/^## /m)[0] ?? '';
  const under = text.split(`### ${heading}\n`)[1]?.split(/^### /m)[0] ?? '';
  const [columns, , ...lines] = under.split('\n').filter(isRow).map(cellsOf);
  if (!columns || lines.length === 0) throw new Error(`there is no table under "${heading}" in ${page}`);
  return lines.map((cells) => {
    if (cells.length !== columns.length)
      throw new Error(`"${heading}": ${cells.length} cells in "${cells.join(' | ')}"`);
    return new Map(columns.map((column, place) => [column, cells[place] ?? '']));
  });
}

/** What stands in a column; throws where the table has no such column. */
export function cell(line: Line, column: string): string {
  const found = line.get(column);
  if (found === undefined) throw new Error(`no column "${column}" among ${[...line.keys()].join(', ')}`);
  return found;
}

/** Each of several things that one cell names. */
export function listIn(line: Line, column: string): string[] {
  return cell(line, column)
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** The answers that the tables know, by their word. */
export function knownAnswers(): ReadonlyMap<string, Answer> {
  return new Map(
    tableUnder('Answers').map((line) => [cell(line, 'answer'), { code: cell(line, 'code'), rule: cell(line, 'rule') }]),
  );
}

/** The word for what a server answered: `yes` where it refused nothing; throws for a refusal that no table names. */
export function wordFor(problem: { code: string; details?: Readonly<Record<string, unknown>> } | null): string {
  if (problem === null) return 'yes';
  const { code, details } = problem;
  const rule = String(details?.rule ?? '');
  for (const [word, answer] of knownAnswers()) if (answer.code === code && answer.rule === rule) return word;
  throw new Error(`no answer of the tables: ${code} ${JSON.stringify(details ?? {})}`);
}

function isRow(text: string): boolean {
  return text.startsWith('|');
}

function cellsOf(text: string): string[] {
  return text
    .split('|')
    .slice(1, -1)
    .map((each) => each.replaceAll('`', '').trim());
}
