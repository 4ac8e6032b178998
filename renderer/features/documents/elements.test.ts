import { describe, expect, it } from 'vitest';
import { withElement, without, withTexts } from './elements.ts';

const list = [
  { id: 'a', text: 'Một' },
  { id: 'b', text: 'Hai' },
];

describe('a list of a document', () => {
  it('has one element changed, or without one, the others as they are', () => {
    expect(withElement(list, 'b', { text: 'Ba' })).toEqual([list[0], { id: 'b', text: 'Ba' }]);
    expect(withElement(list, 'c', { text: 'Ba' })).toEqual(list);
    expect(without(list, 'a')).toEqual([list[1]]);
  });

  it.each<[string, Record<string, string>, unknown]>([
    ['takes what was typed over what stands', { a: 'Mới' }, [{ id: 'a', text: 'Mới' }, list[1]]],
    ['takes in what did not stand yet', { c: 'Ba' }, [...list, { id: 'c', text: 'Ba' }]],
    ['has no element for an empty text', { a: '', c: '' }, [list[1]]],
  ])('of texts %s', (_, changes, after) => {
    expect(withTexts(list, changes)).toEqual(after);
  });
});
