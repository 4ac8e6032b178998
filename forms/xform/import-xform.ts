import type { TemplateContent } from '../../shared/schema/template-content.ts';
import type { Findings } from '../content/findings.ts';
import { type Attachments, type ImportedForm, imported } from '../content/imported-form.ts';
import { judgeLines } from '../content/judge-lines.ts';
import { languagesOf, withNamedLanguages } from '../content/languages.ts';
import { isLineName } from '../content/line-name.ts';
import { withOwnTypes } from '../content/own-types.ts';
import { demandFormSize } from '../files/form-size.ts';
import { FormFault } from '../form-fault.ts';
import type { XmlElement } from '../xml/element.ts';
import { readTree } from '../xml/read-tree.ts';
import { readActions } from './actions.ts';
import { readBinds } from './binds.ts';
import { readControls } from './controls.ts';
import { type DataNode, placesIn, readData } from './data-tree.ts';
import { InstanceLists } from './instance-lists.ts';
import { otherInstances } from './instance-shape.ts';
import { Itext } from './itext.ts';
import { LinePaths } from './line-paths.ts';
import { bareLines } from './lines.ts';
import { namedExpression } from './named-expression.ts';
import { type FormParts, readLine } from './read-line.ts';
import { SpokenWords } from './words.ts';

/** Reads a form in the notation of XForms, as ODK and OpenRosa write it. What is wrong with it is told; nothing is thrown. */
export function importXForm(bytes: Uint8Array, attachments: Attachments = new Map()): Promise<ImportedForm> {
  return imported((findings) => readForm(bytes, attachments, findings));
}

function readForm(bytes: Uint8Array, attachments: Attachments, findings: Findings): TemplateContent {
  demandFormSize(bytes);
  const hidden: number[] = [];
  const { title, model, body, primary, secondary } = partsOf(readTree(bytes, (line) => hidden.push(line)));
  const [row] = hidden;
  if (row !== undefined) findings.warn('xform.hiddenCharacters', { row });
  const top = readData(primary, findings);
  judgeNames(top, findings);
  judgeMeta(primary, findings);

  const places = new Map(placesIn(top).map((data) => [data.path, data]));
  const binds = readBinds(model, top, places, findings);
  const controls = readControls(body, top.path, binds, findings);
  const actions = readActions([model, body], top.path, binds, findings);
  const bare = bareLines(top, controls);
  const paths = new LinePaths(
    top.name,
    bare.map(({ node }) => node),
    otherInstances(secondary),
  );
  const itext = new Itext(model.child('itext'), findings);
  const words = new SpokenWords(itext, paths, findings);
  const lists = new InstanceLists(secondary, attachments, words, findings);
  const parts: FormParts = { controls, binds: binds.binds, actions, paths, words, lists, findings };
  const read = bare.map((line) => readLine(line, parts));
  const all = lists.all(paths.whole);
  const own = withOwnTypes(
    read.map(({ node }) => node),
    all,
  );
  const lines = read.map((line, at) => ({ ...line, node: own.nodes[at] ?? line.node }));
  judgeLines(lines, {}, findings);

  const instanceName = instanceNameOf(binds.instanceName, parts);
  const formId = primary.attribute('id').trim() || primary.attribute('xmlns').trim();
  const content: TemplateContent = {
    ...{ title: title || formId, formId, version: primary.attribute('version').trim(), rootName: top.name },
    ...languagesOf(own.nodes, own.lists, itext.languages, itext.defaultLanguage),
    ...(instanceName && { instanceName }),
    ...own,
  };
  return withNamedLanguages(content, findings);
}

interface FormElements {
  readonly title: string;
  readonly model: XmlElement;
  readonly body: XmlElement;
  readonly primary: XmlElement;
  readonly secondary: readonly XmlElement[];
}

/** Throws `FormFault` where it is no form, or has no data to fill. */
function partsOf(root: XmlElement): FormElements {
  const head = root.child('head');
  const [model, body] = [head?.child('model'), root.child('body')];
  if (!model || !body) throw new FormFault('xform.notForm', { root: root.name }, { row: root.line });
  const [first, ...secondary] = model.children('instance');
  const [primary] = first?.elements ?? [];
  if (!primary) throw new FormFault('xform.noInstance', {}, { row: first?.line ?? model.line });
  return { title: head?.child('title')?.text.trim() ?? '', model, body, primary, secondary };
}

function judgeNames(top: DataNode, findings: Findings): void {
  for (const { name, line: row } of [top, ...placesIn(top)]) {
    if (!isLineName(name)) findings.error('name.form', { row }, { name });
  }
}

/** Of what a program keeps for itself in a form, what is not done here. */
function judgeMeta(primary: XmlElement, findings: Findings): void {
  const entity = primary.child('meta')?.child('entity');
  if (entity) findings.warn('xform.entities', { row: entity.line });
}

function instanceNameOf(bind: XmlElement | undefined, { paths, findings }: FormParts): string {
  const calculation = bind?.attribute('calculate') ?? '';
  if (!bind || calculation.trim() === '') return '';
  const tellUnknown = (name: string) => findings.error('reference.unknown', { row: bind.line }, { name });
  return namedExpression(calculation, { paths, line: paths.whole, tellUnknown });
}
