import { describe, expect, it } from 'vitest';
import type { Answer } from '../../schema/answers.ts';
import { mergeRulesOf } from '../merge-rules.ts';
import { withLateEdit } from './late-edit.ts';
import { writeAs, writersOf } from './origins.ts';
import { openConflicts } from './settle.ts';
import { stamp, synced } from './testing/stamps.ts';

const rules = mergeRulesOf('answers');

function answer(note: string): Answer {
  const stored = {
    ...synced,
    id: 'answer-1',
    caseId: 'case-1',
    itemId: 'item-1',
    value: 'unanswered' as const,
    response: null,
    note,
  };
  return writeAs(null, stored, stamp('binh', 0));
}
const edited = (document: Answer, change: Partial<Answer>, by: string, minute: number) =>
  writeAs(document, { ...document, ...change }, stamp(by, minute));
const saveLate = (seen: Answer, current: Answer, change: Partial<Answer>, minute: number) => {
  const edit = (from: Answer) => edited(from, change, 'an', minute);
  return withLateEdit({ seen, current, edit, writer: stamp('an', minute), rules });
};

describe('an edit that is saved after the document has changed', () => {
  const seen = answer('có 2 biển hiệu');

  it('is in conflict with what somebody else wrote in the same field meanwhile', () => {
    const current = edited(seen, { note: 'có 3 biển hiệu' }, 'chi', 1);
    const saved = saveLate(seen, current, { note: 'có 2 biển hiệu, 1 mờ' }, 2);
    expect(saved.note).toBe('có 2 biển hiệu, 1 mờ');
    const [conflict] = openConflicts(saved);
    expect(conflict?.values.map(({ value, by }) => [by, value])).toEqual([
      ['chi', 'có 3 biển hiệu'],
      ['an', 'có 2 biển hiệu, 1 mờ'],
    ]);
  });

  it('leaves what somebody else wrote in another field', () => {
    const current = edited(seen, { value: 'compliant' }, 'chi', 1);
    const saved = saveLate(seen, current, { note: 'mờ' }, 2);
    expect(saved).toMatchObject({ note: 'mờ', value: 'compliant', conflicts: [] });
  });

  it('goes on from what the same person wrote on the same device since', () => {
    const current = edited(seen, { note: 'có 2 biển' }, 'an', 1);
    const saved = saveLate(seen, current, { note: 'có 2 biển hiệu cũ' }, 2);
    expect(saved).toMatchObject({ note: 'có 2 biển hiệu cũ', conflicts: [] });
  });

  it('tells what the same person wrote since from what somebody else did', () => {
    const theirs = edited(seen, { note: 'có 3 biển hiệu' }, 'chi', 1);
    const current = edited(theirs, { value: 'compliant' }, 'an', 2);
    const saved = saveLate(seen, current, { note: 'mờ' }, 3);
    expect(saved).toMatchObject({ note: 'mờ', value: 'compliant' });
    expect(openConflicts(saved)[0]?.values.map(({ by }) => by)).toEqual(['chi', 'an']);
  });

  it('is a plain edit of a document that has not changed', () => {
    const saved = saveLate(seen, seen, { note: 'mờ' }, 2);
    expect(saved).toEqual(edited(seen, { note: 'mờ' }, 'an', 2));
  });

  it('leaves the same person named as who wrote what they have written since', () => {
    const before = edited(seen, { note: 'Chi ghi' }, 'chi', 1);
    const current = edited(before, { note: 'An ghi lại' }, 'an', 2);
    const saved = saveLate(before, current, { value: 'compliant' }, 3);
    expect(saved).toMatchObject({ note: 'An ghi lại', value: 'compliant', conflicts: [] });
    expect(writersOf(saved)('/note').by).toBe('an');
    expect(writersOf(saved)('/itemId').by).toBe('binh');
  });
});
