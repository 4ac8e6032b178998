import type { Findings } from '../content/findings.ts';
import type { XmlElement } from '../xml/element.ts';
import { controlPath, type Places } from './controls.ts';

/** What is done with a place when something happens. */
export interface Action {
  readonly row: number;
  /** What it is set to as it first stands there: a text, or an expression. */
  readonly first?: { readonly text: string } | { readonly expression: string };
  /** Paths of the questions whose answer sets it anew, and to what: an expression, empty to empty it. */
  readonly triggers: readonly string[];
  readonly calculation?: string;
  /** What of the device is written down. */
  readonly preload?: string;
}

const firstEvents = new Set('odk-instance-first-load odk-new-repeat xforms-ready jr-insert'.split(' '));
const changeEvent = 'xforms-value-changed';
const preloads: ReadonlyMap<string, string> = new Map([
  ['setgeopoint', 'start-geopoint'],
  ['recordaudio', 'background-audio'],
]);

/** The actions of a form by the paths of what they set. What can't be done here is told. */
export function readActions(
  parts: readonly XmlElement[],
  top: string,
  places: Places,
  findings: Findings,
): ReadonlyMap<string, Action> {
  const actions = new Map<string, Action>();

  function add(path: string, { line: row }: XmlElement, made: Omit<Action, 'row'>): void {
    const before = actions.get(path);
    const isOther =
      before &&
      ((made.first && before.first && JSON.stringify(made.first) !== JSON.stringify(before.first)) ||
        (made.triggers.length > 0 && before.triggers.length > 0 && made.calculation !== before.calculation));
    if (isOther) findings.error('xform.actionOther', { row }, { path, before: before.row });
    const triggers = [...new Set([...(before?.triggers ?? []), ...made.triggers])];
    actions.set(path, { row, ...before, ...made, triggers });
  }

  function read(element: XmlElement, context: string, asked: string | null): void {
    const path = controlPath(element, context, places);
    if (path === null || !places.byPath.has(path)) {
      // Of what a program keeps for itself nothing is set.
      if (path?.startsWith(`${top}/meta/`)) return;
      findings.error('xform.refNothing', { row: element.line }, { control: element.name, path: path ?? '' });
      return;
    }
    const preload = preloads.get(element.name);
    const [value, text] = [element.attribute('value'), element.text.trim()];
    const isSet = value.trim() !== '';
    for (const event of element.attribute('event').trim().split(/\s+/)) {
      if (firstEvents.has(event)) {
        const first = isSet ? { expression: value } : { text };
        add(path, element, { triggers: [], ...(preload ? { preload } : { first }) });
      } else if (event === changeEvent && asked !== null) {
        const calculation = isSet ? value : asLiteral(text);
        add(path, element, { triggers: [asked], ...(preload ? { preload } : { calculation }) });
      } else findings.error('xform.action', { row: element.line }, { path, event });
    }
  }

  function inside(element: XmlElement, context: string, asked: string | null): void {
    for (const each of element.elements) {
      if (each.name === 'setvalue' || preloads.has(each.name)) read(each, context, asked);
      else if (['instance', 'itext', 'bind', 'label', 'hint', 'itemset', 'item'].includes(each.name)) continue;
      else {
        const path = controlPath(each, context, places);
        const isHolder = each.name === 'group' || each.name === 'repeat' || each.name === 'action';
        inside(each, isHolder ? (path ?? context) : context, isHolder ? asked : path);
      }
    }
  }

  for (const part of parts) inside(part, top, null);
  return actions;
}

/** A text as an expression has it. */
function asLiteral(text: string): string {
  if (text === '') return '';
  return text.includes("'") ? `"${text.replaceAll('"', "'")}"` : `'${text}'`;
}
