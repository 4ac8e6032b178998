import type { ItemType, TemplateNode } from '../../shared/schema/template-content.ts';
import type { Findings } from '../content/findings.ts';
import type { PlacedLine } from '../content/judge-lines.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Action } from './actions.ts';
import { choicesOf } from './choices.ts';
import type { Control } from './controls.ts';
import type { DataNode } from './data-tree.ts';
import type { InstanceLists } from './instance-lists.ts';
import { fileOf } from './instance-shape.ts';
import { controlType, preloadExpression, preloadOf } from './item-type.ts';
import type { LinePaths } from './line-paths.ts';
import type { BareLine } from './lines.ts';
import { namedExpression } from './named-expression.ts';
import type { SpokenWords } from './words.ts';

/** What a form says of its lines, by their paths. */
export interface FormParts {
  readonly controls: ReadonlyMap<string, Control>;
  readonly binds: ReadonlyMap<string, XmlElement>;
  readonly actions: ReadonlyMap<string, Action>;
  readonly paths: LinePaths;
  readonly words: SpokenWords;
  readonly lists: InstanceLists;
  readonly findings: Findings;
}

const files: ReadonlySet<string> = new Set(['image', 'audio', 'video', 'file']);

/** A line with all that the form says of it. */
export function readLine({ node, data }: BareLine, parts: FormParts): PlacedLine {
  return new LineReading(node, data, parts).line();
}

class LineReading {
  readonly #bare: TemplateNode;
  readonly #data: DataNode;
  readonly #parts: FormParts;
  readonly #control: Control | undefined;
  readonly #bind: XmlElement | undefined;
  readonly #action: Action | undefined;

  constructor(bare: TemplateNode, data: DataNode, parts: FormParts) {
    this.#bare = bare;
    this.#data = data;
    this.#parts = parts;
    this.#control = parts.controls.get(data.path);
    this.#bind = parts.binds.get(data.path);
    this.#action = parts.actions.get(data.path);
  }

  line(): PlacedLine {
    const common = this.#common();
    const node = common.kind === 'item' ? this.#item(common) : this.#holder(common);
    return { node, row: { placeOf: (field) => ({ row: this.#rowOf(field) }) } };
  }

  /** Where a field stands, by the name that XLSForm has for it. */
  #rowOf(field: string): number {
    const { line: data } = this.#data;
    const control = this.#control?.element.line ?? data;
    if (field === 'trigger' || field === 'default') return this.#action?.row ?? data;
    if (field === 'calculation') return this.#bind?.has('calculate') ? this.#bind.line : (this.#action?.row ?? data);
    return ['relevant', 'constraint', 'required', 'readonly'].includes(field) ? (this.#bind?.line ?? data) : control;
  }

  #expression(text: string | undefined, field: string): string {
    if (!text?.trim()) return '';
    const { paths, findings } = this.#parts;
    const tellUnknown = (name: string) => findings.error('reference.unknown', { row: this.#rowOf(field) }, { name });
    return namedExpression(text, { paths, line: this.#bare, tellUnknown });
  }

  #common(): TemplateNode {
    const { words, media } = this.#parts.words.of(this.#control?.labelled.child('label'), this.#bare);
    const { words: hint, guidance } = this.#parts.words.of(this.#control?.labelled.child('hint'), this.#bare);
    const relevant = this.#expression(this.#bind?.attribute('relevant'), 'relevant');
    const { element, labelled } = this.#control ?? {};
    const appearance = (element?.attribute('appearance') || labelled?.attribute('appearance'))?.trim();
    return {
      ...this.#bare,
      label: words ?? {},
      ...(hint && { hint }),
      ...(guidance && { guidance }),
      ...(media && { media }),
      ...(relevant && { relevant }),
      ...(appearance && { appearance }),
    };
  }

  #holder(node: TemplateNode): TemplateNode {
    if (node.kind !== 'repeat') return node;
    const { turns } = this.#data;
    const counted = this.#expression(this.#control?.element.attribute('count'), 'repeat_count');
    const isFixed = isTrue(this.#control?.element.attribute('noAddRemove') ?? '');
    if (!counted && !isFixed && turns > 1) {
      this.#parts.findings.warn('xform.turns', { row: this.#data.line }, { name: node.name, count: turns });
    }
    const count = counted || (isFixed ? String(turns) : '');
    return { ...node, ...(count && { count }) };
  }

  #item(common: TemplateNode): TemplateNode {
    const { findings } = this.#parts;
    const fields = this.#fields();
    const type = this.#typeOf(fields);
    const asked = this.#bind?.attribute('preload').trim() ?? '';
    if (asked !== '' && preloadOf(this.#bind) === null) {
      findings.warn('xform.preload', { row: this.#rowOf('relevant') }, { preload: asked });
    }
    const preload = type === 'metadata' ? (this.#action?.preload ?? preloadOf(this.#bind)) : null;
    const isShown = this.#control !== undefined;
    const parameters = this.#parameters();
    const node: TemplateNode = {
      ...common,
      type,
      ...(preload !== null && { preload }),
      ...fields,
      ...(Object.keys(parameters).length > 0 && { parameters }),
      ...(fields.default !== undefined && files.has(type) && { default: fileOf(fields.default) }),
    };
    // A note is never answered, and what nobody sees is not typed into.
    if (type === 'note' || !isShown) delete node.readonly;
    if (isShown && !node.calculation && Object.keys(node.label).length === 0 && !node.hint && !node.media) {
      findings.warn('label.missing', { row: this.#rowOf('label') }, { name: node.name });
    }
    return isShown && /^(selectOne|selectMultiple|rank)$/.test(type) ? this.#choosing(node) : node;
  }

  /** What a bind, an action and the data say of an answer. */
  #fields(): Partial<TemplateNode> {
    const { words } = this.#parts;
    const messageOf = (name: string) =>
      words.ofAttribute(this.#bind?.attribute(name) ?? '', this.#bare, this.#bind?.line ?? 0);
    const constraint = this.#expression(this.#bind?.attribute('constraint'), 'constraint');
    const [requiredMessage, constraintMessage] = [messageOf('requiredMsg'), messageOf('constraintMsg')];
    const [required, readonly] = [this.#flag('required'), this.#flag('readonly') || this.#readonlyAround()];
    return {
      ...(constraint && { constraint }),
      ...(required && { required }),
      ...(readonly && { readonly }),
      ...(requiredMessage && { requiredMessage }),
      ...(constraintMessage && { constraintMessage }),
      ...this.#workedOut(),
      ...this.#given(),
    };
  }

  #flag(name: 'required' | 'readonly'): string {
    const text = this.#bind?.attribute(name) ?? '';
    if (isTrue(text)) return 'true()';
    return /^\s*(no|false|false\(\)|0)\s*$/i.test(text) ? '' : this.#expression(text, name);
  }

  /** What holds a question keeps it from being answered. */
  #readonlyAround(): string {
    for (let each = this.#data.parent; each; each = each.parent) {
      if (isTrue(this.#parts.binds.get(each.path)?.attribute('readonly') ?? '')) return 'true()';
    }
    return '';
  }

  #workedOut(): Pick<TemplateNode, 'calculation' | 'trigger'> {
    const calculation = this.#expression(this.#bind?.attribute('calculate'), 'calculation');
    // What is worked out at every change is not worked out at one.
    if (calculation) return { calculation };
    const { triggers = [], calculation: triggered } = this.#action ?? {};
    const own = this.#expression(triggered, 'calculation');
    const trigger = triggers.flatMap((path) => this.#nameAt(path));
    return { ...(own && { calculation: own }), ...(trigger.length > 0 && { trigger }) };
  }

  #nameAt(path: string): string[] {
    const { paths, findings } = this.#parts;
    const line = paths.lineAt(path);
    if (!line) return [];
    if (paths.outline.named(line.name, this.#bare) === line) return [line.name];
    findings.error('reference.ambiguous', { row: this.#rowOf('trigger') }, { name: line.name });
    return [];
  }

  /** What is answered before anybody has. */
  #given(): Pick<TemplateNode, 'default' | 'defaultExpression'> {
    const { first } = this.#action ?? {};
    const preload = this.#control ? preloadOf(this.#bind) : null;
    const expression = first && 'expression' in first ? this.#expression(first.expression, 'default') : '';
    if (expression) return { defaultExpression: expression };
    const text = first && 'text' in first ? first.text : this.#data.text;
    if (text !== '') return { default: text };
    return preload === null ? {} : { defaultExpression: preloadExpression(preload) };
  }

  #typeOf({ readonly, calculation, default: given, defaultExpression }: Partial<TemplateNode>): ItemType {
    const { findings } = this.#parts;
    const { element } = this.#control ?? {};
    const dataType = this.#bind?.attribute('type') ?? '';
    if (!element) return this.#unasked(calculation ?? defaultExpression ?? this.#action?.calculation);
    const type = controlType(element, dataType);
    const row = this.#rowOf('type');
    if (type === null && element.name === 'upload') findings.error('type.osm', { row }, { type: element.name });
    else if (type === null) findings.warn('xform.typeUnknown', { row }, { type: dataType });
    const isFree = !calculation && given === undefined && !defaultExpression;
    const saysOnly = element.name === 'input' && type === 'text' && readonly === 'true()' && isFree;
    return saysOnly ? 'note' : (type ?? 'text');
  }

  #unasked(worked: string | undefined): ItemType {
    if (this.#action?.preload !== undefined || preloadOf(this.#bind) !== null) return 'metadata';
    return worked === undefined ? 'hidden' : 'calculate';
  }

  /** Settings of a question under the names that XLSForm has for them. */
  #parameters(): Record<string, string> {
    const { element } = this.#control ?? {};
    const range = element?.name === 'range' ? (['start', 'end', 'step'] as const) : [];
    const found = [
      ...range.map((name) => [name, element?.attribute(name)] as const),
      ['rows', element?.attribute('rows')] as const,
      ['capture-accuracy', element?.attribute('accuracyThreshold')] as const,
      ['warning-accuracy', element?.attribute('unacceptableAccuracyThreshold')] as const,
      ...(['max-pixels', 'quality', 'allow-mock-accuracy'] as const).map(
        (name) => [name, this.#bind?.attribute(name)] as const,
      ),
    ];
    return Object.fromEntries(found.flatMap(([name, text]) => (text?.trim() ? [[name, text.trim()]] : [])));
  }

  #choosing(node: TemplateNode): TemplateNode {
    return choicesOf(node, this.#control?.element as XmlElement, this.#parts);
  }
}

function isTrue(text: string): boolean {
  return /^\s*(yes|true|true\(\)|1)\s*$/i.test(text);
}
