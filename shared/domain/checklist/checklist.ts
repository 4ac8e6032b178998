import type { TemplateData, TemplateItem } from '../../schema/reference-data.ts';
import type { Dated } from '../reference.ts';

/** One item of a case's checklist, with the number by which people call it: A1, B2. */
export interface ChecklistItem {
  readonly id: string;
  readonly number: string;
  readonly sectionIndex: number;
  readonly item: AskedItem;
  /** Of a form's item, whether its form asks it; of any other its own condition says so. */
  readonly isAsked?: boolean;
}

/** What an item asks; of a form with the words for the names of its choices. */
export type AskedItem = TemplateItem & { readonly optionWords?: Readonly<Record<string, string>> };

/** What stands between a form's items: the title of a group or of one turn of a repeat, words alone, or the way to a further turn. */
export interface ChecklistHeading {
  readonly kind: 'group' | 'turn' | 'words' | 'addTurn';
  /** Of the place in the form. */
  readonly id: string;
  readonly titleVi: string;
  readonly titleEn: string;
  /** Of a turn, counted from 1. */
  readonly turn?: number;
}

export type ChecklistLine = ChecklistHeading | ({ readonly kind: 'item' } & ChecklistItem);

export interface ChecklistSection {
  readonly index: number;
  readonly letter: string;
  readonly titleVi: string;
  readonly titleEn: string;
  readonly templateId: string;
  /** Subject of the template it comes from, as the penalty catalogue names subjects. */
  readonly subject: string;
  readonly items: readonly ChecklistItem[];
  /** Of a form: its items with what stands between them; of what is not asked nothing but the items. */
  readonly lines?: readonly ChecklistLine[];
}

/**
 * The checklist of a case: its templates one after another, in the case's order, sections lettered through. A template
 * that is not known is left out; an item that two templates share stands once, where it comes first.
 */
export function checklistOf(
  templateIds: readonly string[],
  templates: readonly Dated<TemplateData>[],
): ChecklistSection[] {
  const seen = new Set<string>();
  const sections: ChecklistSection[] = [];
  for (const id of templateIds) {
    const template = templates.find((each) => each.id === id);
    for (const { titleVi, titleEn, items } of template?.data.sections ?? []) {
      const index = sections.length;
      const letter = letterOf(index);
      const own = items.filter((item) => !seen.has(item.id));
      for (const item of own) seen.add(item.id);
      sections.push({
        index,
        letter,
        titleVi: withoutLetter(titleVi),
        titleEn: withoutLetter(titleEn),
        templateId: id,
        subject: template?.data.subject ?? '',
        items: own.map((item, place) => ({ id: item.id, number: `${letter}${place + 1}`, sectionIndex: index, item })),
      });
    }
  }
  return sections;
}

/** A to Z, then AA, AB and on. */
export function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${letterOf(Math.floor(index / 26) - 1)}${last}`;
}

/** A template letters its own sections; in a case of several they are lettered anew. */
function withoutLetter(title: string): string {
  return title.replace(/^[A-Z]{1,2}\.\s+/, '');
}

/** The number under which a checklist shows an item, `B2`; null where it has no such item. */
export function itemNumber(sections: readonly ChecklistSection[], itemId: string): string | null {
  for (const { items } of sections) {
    const found = items.find(({ id }) => id === itemId);
    if (found) return found.number;
  }
  return null;
}
