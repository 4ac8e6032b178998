import { beforeEach, describe, expect, it } from 'vitest';
import { writeAs } from '../../shared/domain/merge/origins.ts';
import { stamp, synced } from '../../shared/domain/merge/testing/stamps.ts';
import type { Answer } from '../../shared/schema/answers.ts';
import { conflictHandlerOf, isSameState } from './conflict-handler.ts';
import { SentStates } from './sent-states.ts';

type State = Answer & { _deleted: boolean };

const known: State = {
  ...synced,
  id: 'case-1|item-1',
  caseId: 'case-1',
  itemId: 'item-1',
  value: 'unanswered',
  response: null,
  note: '',
  _deleted: false,
};
const edit = (from: State, by: string, minute: number, change: Partial<State>): State =>
  writeAs(from, { ...from, ...change }, stamp(by, minute));

let sent: SentStates;
beforeEach(() => {
  sent = new SentStates();
});

const resolve = (assumed: State, mine: State, theirs: State) =>
  conflictHandlerOf('answers', sent).resolve(
    { assumedMasterState: { ...assumed }, newDocumentState: { ...mine }, realMasterState: { ...theirs } },
    'push',
  );
const writeAndSend = (state: State): State => {
  sent.wrote('answers', { ...state });
  sent.sending('answers', { ...state });
  return state;
};

describe('a state whose answer is not known', () => {
  it('is what both sides have in common, once another wrote on top of it', async () => {
    const first = writeAndSend(edit(known, 'an', 10, { value: 'compliant', note: 'Lần một' }));
    const theirs = edit(first, 'binh', 11, { value: 'unanswered' });
    const mine = edit(first, 'an', 12, { note: 'Lần hai' });
    expect(await resolve(known, mine, theirs)).toMatchObject({ value: 'unanswered', note: 'Lần hai', conflicts: [] });
  });

  it('is not, where it was merged and only has the stamp of what the server had', async () => {
    const theirs = edit(known, 'binh', 11, { value: 'compliant' });
    const mine = writeAndSend(edit(known, 'an', 10, { note: 'Của An' }));
    const merged = (await resolve(known, mine, theirs)) as State;
    sent.answered('answers', mine.id);
    // The program ended before it was noted that the server has `theirs`.
    sent.sending('answers', { ...merged });
    expect(await resolve(known, merged, theirs)).toMatchObject({ value: 'compliant', note: 'Của An', conflicts: [] });
  });

  it('is not, where another happens to have entered the same', async () => {
    writeAndSend(edit(known, 'an', 10, { value: 'compliant' }));
    const theirs = edit(known, 'binh', 11, { value: 'compliant' });
    const mine = edit(known, 'an', 12, { value: 'notCompliant' });
    const settled = (await resolve(known, mine, theirs)) as State;
    expect(settled.conflicts[0]?.values.map(({ value }) => value)).toEqual(['compliant', 'notCompliant']);
  });
});

describe('two states', () => {
  it('are compared whatever the fields of a table are called', () => {
    const withColumn = (column: string, text: string): State => ({ ...known, response: [{ [column]: text }] });
    for (const column of ['valueOf', 'toString', 'hasOwnProperty', 'constructor']) {
      expect(isSameState(withColumn(column, 'a'), withColumn(column, 'a'))).toBe(true);
      expect(isSameState(withColumn(column, 'a'), withColumn(column, 'b'))).toBe(false);
      expect(isSameState(withColumn(column, 'a'), withColumn('số', 'a'))).toBe(false);
    }
  });
});
