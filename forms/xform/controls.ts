import type { Findings } from '../content/findings.ts';
import type { XmlElement } from '../xml/element.ts';
import type { DataNode } from './data-tree.ts';
import { pathFrom, plainPath } from './plain-path.ts';
import { tellTwice } from './twice.ts';

/** What of the body asks for a place of the data, or holds others. */
export interface Control {
  readonly kind: 'item' | 'group' | 'repeat';
  readonly element: XmlElement;
  /** Where its label stands: of a repeat in the group around it. */
  readonly labelled: XmlElement;
}

const questions = new Set('input secret textarea select1 select rank upload trigger range'.split(' '));
/** What belongs to what it stands in, and asks nothing. */
const silent = new Set('label hint help alert setvalue setgeopoint recordaudio action submit'.split(' '));

/** Where controls and actions of a form lead to. */
export interface Places {
  readonly byPath: ReadonlyMap<string, DataNode>;
  /** Paths of binds by their ids: old forms name the bind where others name the path. */
  readonly byBind: ReadonlyMap<string, string>;
}

/** The controls of a body by the paths of what they ask for, in their order. What leads nowhere is told. */
export function readControls(
  body: XmlElement,
  top: string,
  places: Places,
  findings: Findings,
): ReadonlyMap<string, Control> {
  const controls = new Map<string, Control>();
  const seen = new Map<string, XmlElement>();

  function keep(path: string, control: Control): void {
    tellTwice(seen, path, control.element, findings);
    if (!controls.has(path)) controls.set(path, control);
  }

  /** Null where it leads nowhere, which is told. */
  function pathOf(element: XmlElement, context: string): string | null {
    const path = controlPath(element, context, places);
    if (path !== null && places.byPath.has(path)) return path;
    const { name: control, line: row } = element;
    findings.error('xform.refNothing', { row }, { control, path: path ?? refOf(element) });
    return null;
  }

  function repeat(element: XmlElement, labelled: XmlElement, context: string): void {
    const path = pathOf(element, context);
    if (path !== null) keep(path, { kind: 'repeat', element, labelled });
    inside(element, path ?? context);
  }

  function group(element: XmlElement, context: string): void {
    const own = isBound(element) ? pathOf(element, context) : null;
    const [first, ...more] = element.children('repeat');
    // A repeat is written within a group that is no part of the data, or is the repeat once more, and has its label.
    const isAround = first && more.length === 0 && (own === null || controlPath(first, context, places) === own);
    if (isAround) repeat(first, element, context);
    else if (own !== null) keep(own, { kind: 'group', element, labelled: element });
    else if (element.child('label') || element.attribute('appearance') !== '') {
      findings.warn('xform.groupUnbound', { row: element.line });
    }
    inside(element, own ?? context, isAround ? first : undefined);
  }

  function inside(element: XmlElement, context: string, without?: XmlElement): void {
    for (const each of element.elements) {
      if (each === without || silent.has(each.name)) continue;
      if (each.name === 'group') group(each, context);
      else if (each.name === 'repeat') repeat(each, each, context);
      else if (!questions.has(each.name)) {
        findings.error('xform.controlUnknown', { row: each.line }, { control: each.name });
      } else {
        const path = pathOf(each, context);
        if (path !== null) question(each, path);
      }
    }
  }

  function question(element: XmlElement, path: string): void {
    const isGroup = (places.byPath.get(path)?.children.length ?? 0) > 0;
    if (isGroup) findings.error('xform.refGroup', { row: element.line }, { path });
    else keep(path, { kind: 'item', element, labelled: element });
  }

  inside(body, top);
  return controls;
}

/** Where a control or an action leads to, from what it stands in; null where it does not say. */
export function controlPath(element: XmlElement, context: string, { byBind }: Places): string | null {
  const bound = byBind.get(element.attribute('bind').trim());
  const path = bound === undefined ? plainPath(refOf(element)) : null;
  return bound ?? (path && pathFrom(context, path));
}

function refOf(element: XmlElement): string {
  return (element.attribute('ref') || element.attribute('nodeset')).trim();
}

function isBound(element: XmlElement): boolean {
  return refOf(element) !== '' || element.attribute('bind').trim() !== '';
}
