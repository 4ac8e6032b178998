import type {
  ChecklistHeading,
  ChecklistItem,
  ChecklistLine,
  ChecklistSection,
} from '../../../shared/domain/checklist/checklist.ts';
import { isAnswered, isRequired } from '../../../shared/domain/checklist/progress.ts';
import type { Answer } from '../../../shared/schema/answers.ts';

/** Which items the list shows; `required`: those without an answer that the visit can't end without. */
export type ItemFilter = 'all' | 'unanswered' | 'required' | 'notCompliant';

export type ChecklistRow =
  | { readonly kind: 'section'; readonly key: string; readonly section: ChecklistSection }
  | { readonly kind: 'heading'; readonly key: string; readonly heading: ChecklistHeading }
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
  const isOf = ({ id, item }: ChecklistItem): boolean => {
    const answer = answers.get(id);
    if (filter === 'required') return isRequired(item) && !isAnswered(item, answer);
    return filter === 'all' || (answer?.value ?? 'unanswered') === filter;
  };
  const passes = (item: ChecklistItem) => asked.has(item.id) && (item.id === openId || isOf(item));
  return sections.flatMap((section): ChecklistRow[] => {
    const lines = section.lines ?? section.items.map((item): ChecklistLine => ({ kind: 'item', ...item }));
    const rows = rowsOf(lines, passes, filter === 'all');
    if (rows.length === 0) return [];
    return [{ kind: 'section', key: section.letter, section }, ...rows];
  });
}

/** `isWhole`: with all that stands between the items; else with the titles alone under which one passes. */
function rowsOf(
  lines: readonly ChecklistLine[],
  passes: (item: ChecklistItem) => boolean,
  isWhole: boolean,
): ChecklistRow[] {
  const rows: ChecklistRow[] = [];
  let titles: ChecklistRow[] = [];
  for (const line of lines) {
    if (line.kind === 'item') {
      if (!passes(line)) continue;
      rows.push(...titles, { kind: 'item', key: line.id, item: line });
      titles = [];
      continue;
    }
    const row = { kind: 'heading', key: `${line.kind} ${line.id}`, heading: line } as const;
    if (isWhole) rows.push(row);
    else if (line.kind === 'turn') titles = [row];
    else if (line.kind === 'group') titles.push(row);
  }
  return rows;
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
