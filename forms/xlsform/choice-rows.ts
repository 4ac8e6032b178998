import type { Choice, ChoiceList, TemplateContent } from '../../shared/schema/template-content.ts';
import { compliesChoices } from '../content/complies.ts';
import { programLanguage } from '../content/program-language.ts';
import type { TextSheet } from '../workbook/write-workbook.ts';
import { mediaCells, mediaFields } from './media.ts';
import { textTable } from './text-table.ts';
import { type Cells, wordCells, wordHeaders } from './word-cells.ts';

/** The sheet `choices`: the lists that stand in the template, and that of `complies` under the id `complies` where a line asks for it. */
export function choicesSheet({ nodes, lists, languages }: TemplateContent, complies: string): TextSheet {
  const asksForComplies = nodes.some(({ type }) => type === 'complies');
  const all = [
    ...lists.filter(({ file }) => file === undefined),
    ...(asksForComplies ? [compliesList(complies, languages)] : []),
  ];
  const rows = all.flatMap(({ id, choices }) => choices.map((choice) => choiceCells(id, choice, languages)));
  const words = (field: string) => wordHeaders(field, languages);
  const own = ['list_name', 'name', ...words('label')];
  const columns = all.flatMap(({ choices }) => choices.flatMap(({ values = {} }) => Object.keys(values)));
  return textTable('choices', rows, own, [...new Set([...columns, ...mediaFields.flatMap(words)])]);
}

function choiceCells(list: string, { name, label, media, values = {} }: Choice, languages: readonly string[]): Cells {
  const own = { list_name: list, name, ...wordCells('label', label, languages), ...mediaCells(media, languages) };
  return { ...values, ...own };
}

function compliesList(id: string, languages: readonly string[]): ChoiceList {
  const choices = compliesChoices.map(({ name, ...words }) => ({
    name,
    label: Object.fromEntries(languages.map((language) => [language, words[programLanguage(language)]])),
  }));
  return { id, choices };
}
