import type { ChoiceList, TemplateContent } from '../../shared/schema/template-content.ts';
import { ownTypes } from '../content/own-types.ts';
import { usualColumns } from '../files/choices-of-file.ts';
import { fileOfChoices } from '../files/file-of-choices.ts';
import { type TextSheet, textWorkbook } from '../workbook/write-workbook.ts';
import { choicesSheet } from './choice-rows.ts';
import { surveySheet } from './survey-rows.ts';
import { textTable } from './text-table.ts';
import { hasNamedLanguages } from './word-cells.ts';

export interface ExportedForm {
  /** Of the format .xlsx. */
  readonly workbook: Uint8Array;
  /** Lists of choices that the form takes from files, by the files' names. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * A template in XLSForm's notation, so that `importXlsForm` makes the same of it again, ids apart: they are made of names. Not kept: languages that
 * nothing is said in, empty texts, and of a choice from a file its words in further languages and its media, for which a file has no place.
 */
export async function exportXlsForm(content: TemplateContent): Promise<ExportedForm> {
  const fromFiles = content.lists.filter((list) => list.file !== undefined);
  const sources = {
    files: new Map(fromFiles.map(({ id, file = id }) => [id, file])),
    complies: freeId(ownTypes.complies, content.lists),
  };
  const sheets = [surveySheet(content, sources), choicesSheet(content, sources.complies), settingsSheet(content)];
  return {
    workbook: await textWorkbook(sheets.filter(({ name, rows }) => name !== 'choices' || rows.length > 0)),
    files: new Map(fromFiles.flatMap((list) => fileFor(list, content))),
  };
}

/** Of a list that has no choices, for its file was not there, none is written: it would hide that it is missing. */
function fileFor(
  list: ChoiceList,
  { nodes, defaultLanguage }: TemplateContent,
): readonly (readonly [string, Uint8Array])[] {
  const { parameters } = nodes.find((node) => node.list === list.id) ?? {};
  const { value, label } = { ...usualColumns(list.file ?? list.id), ...parameters };
  const bytes = list.choices.length === 0 ? null : fileOfChoices(list, { value, label }, defaultLanguage);
  return bytes ? [[list.file ?? list.id, bytes]] : [];
}

function settingsSheet(content: TemplateContent): TextSheet {
  const { title, formId, version, languages, defaultLanguage, rootName, lists } = content;
  const hasTwice = lists.some(({ choices }) => new Set(choices.map(({ name }) => name)).size < choices.length);
  const row = {
    ...{ form_title: title, form_id: formId, version, instance_name: content.instanceName ?? '' },
    default_language: hasNamedLanguages(languages) ? defaultLanguage : '',
    name: rootName === 'data' ? '' : rootName,
    allow_choice_duplicates: hasTwice ? 'yes' : '',
  };
  const others = ['default_language', 'instance_name', 'name', 'allow_choice_duplicates'];
  return textTable('settings', [row], ['form_title', 'form_id', 'version'], others);
}

function freeId(wanted: string, lists: readonly ChoiceList[]): string {
  const taken = new Set(lists.map(({ id }) => id));
  let id = wanted;
  for (let nth = 2; taken.has(id); nth += 1) id = `${wanted}_${nth}`;
  return id;
}
