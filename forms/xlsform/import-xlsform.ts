import type { ChoiceList, TemplateContent, TemplateNode, Words } from '../../shared/schema/template-content.ts';
import { expressionFaults, expressionFields, nameFaults } from '../content/check-expressions.ts';
import { type Counts, countsOf } from '../content/counts.ts';
import { cycleIn } from '../content/cycles.ts';
import { Outline } from '../content/outline.ts';
import { choicesOfFile } from '../files/choices-of-file.ts';
import { type Fault, FormFault } from '../form-fault.ts';
import { columnLetters, type Sheet } from '../workbook/cells.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import { readChoices } from './choices.ts';
import { languagesOfColumns } from './columns.ts';
import { languagesOf, withNamedLanguages } from './languages.ts';
import { withOwnTypes } from './own-types.ts';
import { Findings, type Row, rowsOf } from './rows.ts';
import { settingsOf } from './settings.ts';
import { type Line, readSurvey } from './survey.ts';

export interface ImportedForm {
  /** Null where the form is refused: nothing of it is taken then. */
  readonly content: TemplateContent | null;
  readonly counts: Counts;
  readonly errors: readonly Fault[];
  readonly warnings: readonly Fault[];
}

/** Files that belong to a form, by their names: lists of choices. */
export type Attachments = ReadonlyMap<string, Uint8Array>;

const sheetNames = {
  survey: /^survey$/i,
  choices: /^(choices|select_choices|choices and columns|columns)$/i,
  external: /^external_choices$/i,
  settings: /^settings$/i,
};

/** Reads a form in XLSForm's notation. What is wrong with it is told; nothing is thrown. */
export async function importXlsForm(bytes: Uint8Array, attachments: Attachments = new Map()): Promise<ImportedForm> {
  const findings = new Findings();
  try {
    const { sheets, warnings } = await readWorkbook(bytes);
    findings.warnings.push(...warnings);
    const content = read(sheets, attachments, findings);
    return { content: findings.errors.length > 0 ? null : content, counts: countsOf(content), ...findings };
  } catch (thrown) {
    if (!(thrown instanceof FormFault)) throw thrown;
    return { content: null, counts: countsOf(null), ...findings, errors: [...findings.errors, thrown.fault] };
  }
}

function read(sheets: readonly Sheet[], attachments: Attachments, findings: Findings): TemplateContent {
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

  const lines = readSurvey(surveyRows, findings);
  const outline = new Outline({ nodes: lines.map(({ node }) => node) });
  const withLists = lines.map((line) => withChoices(line, lists, outline, attachments, findings));
  const { nodes, lists: kept } = withOwnTypes(withLists, [...lists.values()]);
  checkExpressions(lines, new Outline({ nodes }), findings);
  const cycle = cycleIn(nodes, outline);
  if (cycle) {
    const row = lines.find(({ node }) => node.id === cycle[0]?.id)?.row;
    findings.error('expression.cycle', row?.placeOf(cycle[0]?.calculation ? 'calculation' : 'relevant'), {
      names: cycle.map(({ name }) => name).join(' → '),
    });
  }
  if (!nodes.some(({ kind, type }) => kind === 'item' && type !== 'metadata'))
    findings.warn('survey.asksNothing', { sheet: survey.name });

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
    const { value = 'name', label = 'label' } = node.parameters ?? {};
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
  const spaced = node.type === 'selectOne' ? undefined : list?.choices.find(({ name }) => /\s/.test(name));
  if (spaced) findings.error('choice.spaces', place, { name: spaced.name, list: source.name });
  return { ...node, list: source.name };
}

function checkExpressions(lines: readonly Line[], outline: Outline, findings: Findings): void {
  for (const { node, row } of lines) {
    if (node.otherOf) continue;
    for (const [field, column] of Object.entries(expressionFields)) {
      const expression = node[field as keyof typeof expressionFields];
      if (!expression) continue;
      for (const { code, details } of expressionFaults(expression, node, outline)) {
        findings.error(code, row.placeOf(column), details);
      }
    }
    const words = [node.label, node.hint, node.guidance, node.constraintMessage, node.requiredMessage];
    for (const text of words.flatMap((each: Words | undefined) => Object.values(each ?? {}))) {
      for (const { code, details } of nameFaults(text, node, outline))
        findings.error(code, row.placeOf('label'), details);
    }
    for (const name of node.trigger ?? []) {
      for (const { code, details } of nameFaults(`\${${name}}`, node, outline))
        findings.error(code, row.placeOf('trigger'), details);
    }
  }
}
