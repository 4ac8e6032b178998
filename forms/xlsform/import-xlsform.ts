import type { ChoiceList, TemplateContent, TemplateNode } from '../../shared/schema/template-content.ts';
import { nameFaults } from '../content/check-expressions.ts';
import type { Findings } from '../content/findings.ts';
import { type Attachments, type ImportedForm, imported } from '../content/imported-form.ts';
import { judgeChoiceNames, judgeLines } from '../content/judge-lines.ts';
import { languagesOf, withNamedLanguages } from '../content/languages.ts';
import { Outline } from '../content/outline.ts';
import { withOwnTypes } from '../content/own-types.ts';
import { choicesOfFile, usualColumns } from '../files/choices-of-file.ts';
import { FormFault } from '../form-fault.ts';
import { columnLetters, type Sheet } from '../workbook/cells.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import { readChoices } from './choices.ts';
import { languagesOfColumns } from './columns.ts';
import { type Row, rowsOf } from './rows.ts';
import { settingsOf } from './settings.ts';
import { type Line, readSurvey } from './survey.ts';

const sheetNames = {
  survey: /^survey$/i,
  choices: /^(choices|select_choices|choices and columns|columns)$/i,
  external: /^external_choices$/i,
  settings: /^settings$/i,
};

/** Reads a form in XLSForm's notation. What is wrong with it is told; nothing is thrown. */
export function importXlsForm(bytes: Uint8Array, attachments: Attachments = new Map()): Promise<ImportedForm> {
  return imported(async (findings) => {
    const { sheets, warnings } = await readWorkbook(bytes);
    findings.warnings.push(...warnings);
    return readSheets(sheets, attachments, findings);
  });
}

function readSheets(sheets: readonly Sheet[], attachments: Attachments, findings: Findings): TemplateContent {
  const named = (name: RegExp) => sheets.find((sheet) => name.test(sheet.name.trim()));
  const survey = named(sheetNames.survey);
  if (!survey) throw new FormFault('survey.missing', { sheets: sheets.map(({ name }) => name).join(', ') });
  const rows = (sheet: Sheet | undefined): readonly Row[] => (sheet ? rowsOf(sheet, 'form', findings) : []);
  const settings = settingsOf(rows(named(sheetNames.settings))[0]);
  const surveyRows = rows(survey);
  if (surveyRows.length === 0) throw new FormFault('survey.empty', {}, { sheet: survey.name });
  for (const header of ['type', 'name']) {
    if (!surveyRows.some((row) => row.fields.includes(header))) {
      throw new FormFault('column.missing', { header }, { sheet: survey.name, row: 1 });
    }
  }
  const choicesSheet = named(sheetNames.choices);
  const externalSheet = named(sheetNames.external);
  const lists = new Map<string, ChoiceList>();
  for (const sheet of [choicesSheet, externalSheet]) {
    if (!sheet) continue;
    for (const [id, list] of readChoices(sheet, settings.allowsChoicesTwice || sheet === externalSheet, findings)) {
      lists.set(id, list);
    }
  }
  tellOfOthers(sheets, findings);

  const read = readSurvey(surveyRows, findings);
  const outline = new Outline({ nodes: read.map(({ node }) => node) });
  const withLists = read.map((line) => withChoices(line, lists, outline, attachments, findings));
  const { nodes, lists: kept } = withOwnTypes(withLists, [...lists.values()]);
  const lines = read.map((line, at) => ({ ...line, node: nodes[at] ?? line.node }));
  judgeLines(lines, { sheet: survey.name }, findings);

  const columns = [choicesSheet, externalSheet].flatMap((sheet) => (sheet ? languagesOfColumns(sheet, 'choices') : []));
  const order = [...languagesOfColumns(survey, 'form'), ...columns];
  const languages = languagesOf(nodes, kept, order, settings.defaultLanguage);
  const content: TemplateContent = {
    ...{ title: settings.title, formId: settings.formId, version: settings.version, rootName: settings.rootName },
    ...languages,
    ...(settings.instanceName && { instanceName: settings.instanceName }),
    nodes,
    lists: kept,
  };
  return withNamedLanguages(content, findings);
}

/** Sheets that are no part of a form: of what stands there it is told alone what nobody can read. */
function tellOfOthers(sheets: readonly Sheet[], findings: Findings): void {
  const own = Object.values(sheetNames);
  for (const sheet of sheets) {
    const name = sheet.name.trim();
    if (own.some((each) => each.test(name))) continue;
    if (/^entities$/i.test(name)) findings.warn('sheet.entities', { sheet: sheet.name });
    for (const [row, cells] of sheet.rows) {
      for (const [column, { problem, value }] of cells) {
        if (problem !== 'ambiguousDate') continue;
        findings.warn('cell.ambiguousDate', { sheet: sheet.name, row, column: columnLetters(column) }, { value });
      }
    }
  }
}

/** The line with the list that it chooses from. */
function withChoices(
  { node, row, source }: Line,
  lists: Map<string, ChoiceList>,
  outline: Outline,
  attachments: Attachments,
  findings: Findings,
): TemplateNode {
  if (!source) return node;
  const place = row.placeOf('type');
  if (source.kind === 'repeat') {
    for (const { code, details } of nameFaults(`\${${source.name}}`, node, outline))
      findings.error(code, place, details);
    return { ...node, choicesFrom: `\${${source.name}}` };
  }
  if (source.kind === 'file') {
    const { value, label } = { ...usualColumns(source.name), ...node.parameters };
    if (!lists.has(source.name)) {
      lists.set(
        source.name,
        choicesOfFile(source.name, attachments.get(source.name), { value, label }, (code, details) => {
          findings.warn(code, place, { file: source.name, ...details });
        }),
      );
    }
    return { ...node, list: source.name };
  }
  const list = lists.get(source.name);
  if (!list) findings.error('list.missing', place, { list: source.name });
  judgeChoiceNames(node, list, place, findings);
  return { ...node, list: source.name };
}
