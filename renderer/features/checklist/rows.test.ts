import { describe, expect, it } from 'vitest';
import type { ChecklistSection } from '../../../shared/domain/checklist/checklist.ts';
import type { Answer } from '../../../shared/schema/answers.ts';
import { checklistRows, firstItem, type ItemFilter, neighbour } from './rows.ts';

const section = (letter: string, ids: readonly string[]) =>
  ({
    letter,
    items: ids.map((id) => ({ id, number: id, sectionIndex: 0, item: { id, required: id === 'a2' } })),
  }) as unknown as ChecklistSection;
const sections = [section('A', ['a1', 'a2']), section('B', ['b1', 'b2'])];
const asked = new Set(['a1', 'a2', 'b1']);
const answers = new Map([['a1', { value: 'notCompliant' } as Answer]]);
const keys = (filter: ItemFilter, openId = '') =>
  checklistRows(sections, asked, answers, filter, openId).map((row) => row.key);

describe('the rows of a checklist', () => {
  it('shows what is asked, under its section', () => {
    expect(keys('all')).toEqual(['A', 'a1', 'a2', 'B', 'b1']);
  });

  it('leaves out sections in which nothing passes the filter', () => {
    expect(keys('notCompliant')).toEqual(['A', 'a1']);
    expect(keys('unanswered')).toEqual(['A', 'a2', 'B', 'b1']);
    expect(keys('required')).toEqual(['A', 'a2']);
  });

  it('keeps the open item whatever its answer becomes', () => {
    expect(keys('unanswered', 'a1')).toEqual(['A', 'a1', 'a2', 'B', 'b1']);
    expect(keys('notCompliant', 'b2')).toEqual(['A', 'a1']);
  });

  it('begins with the first item, if there is one', () => {
    expect(firstItem(checklistRows(sections, asked, answers, 'unanswered', ''))).toBe('a2');
    expect(firstItem([])).toBe('');
  });

  it('goes on from item to item across sections and stops at the ends', () => {
    const rows = checklistRows(sections, asked, answers, 'all', '');
    expect([neighbour(rows, 'a2', 1), neighbour(rows, 'b1', 1), neighbour(rows, 'a1', -1)]).toEqual(['b1', 'b1', 'a1']);
    expect(neighbour(rows, 'gone', 1)).toBe('a1');
  });
});
