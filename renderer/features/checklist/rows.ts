import type { ChecklistItem, ChecklistSection } from '../../../shared/domain/checklist/checklist.ts';
import type { Answer } from '../../../shared/schema/answers.ts';

/** Which items the list shows. */
export type ItemFilter = 'all' | 'unanswered' | 'notCompliant';

export type ChecklistRow =
  | { readonly kind: 'section'; readonly key: string; readonly section: ChecklistSection }
  | { readonly kind: 'item'; readonly key: string; readonly item: ChecklistItem };

/**
 * The rows of the list: sections with those of their items that are asked and pass the filter. The open item stays while
 * it is being worked on, whatever its answer becomes.
 */
export function checklistRows(
  sections: readonly ChecklistSection[],
  asked: ReadonlySet<string>,
  answers: ReadonlyMap<string, Answer>,
  filter: ItemFilter,
  openId: string,
): ChecklistRow[] {
  const passes = (item: ChecklistItem) => {
    const value = answers.get(item.id)?.value ?? 'unanswered';
    return asked.has(item.id) && (filter === 'all' || value === filter || item.id === openId);
  };
  return sections.flatMap((section): ChecklistRow[] => {
    const items = section.items.filter(passes);
    if (items.length === 0) return [];
    return [
      { kind: 'section', key: section.letter, section },
      ...items.map((item): ChecklistRow => ({ kind: 'item', key: item.id, item })),
    ];
  });
}

/** The first item of the list; empty when there is none. */
export function firstItem(rows: readonly ChecklistRow[]): string {
  return rows.find((row) => row.kind === 'item')?.key ?? '';
}

/** The item after or before another one in the list; itself at the end of it. */
export function neighbour(rows: readonly ChecklistRow[], itemId: string, by: 1 | -1): string {
  const items = rows.filter((row) => row.kind === 'item').map((row) => row.item.id);
  const place = items.indexOf(itemId);
  if (place < 0) return items[0] ?? itemId;
  return items[place + by] ?? itemId;
}
