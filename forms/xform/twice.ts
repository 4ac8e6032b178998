import type { Findings } from '../content/findings.ts';
import type { XmlElement } from '../xml/element.ts';

/** Keeps an element under its id, or tells of the one that had it before. */
export function tellTwice(seen: Map<string, XmlElement>, id: string, element: XmlElement, findings: Findings): void {
  const before = seen.get(id);
  if (before) findings.error('xform.twice', { row: element.line }, { id, before: before.line });
  else seen.set(id, element);
}
