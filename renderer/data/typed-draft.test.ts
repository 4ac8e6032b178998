import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TypedDraft } from './typed-draft.ts';

interface Form {
  readonly a: string;
  readonly b: string;
}
interface Save {
  readonly changes: Partial<Form>;
  readonly seen: Form;
  done(): Promise<void>;
  fail(): Promise<void>;
}

let saves: Save[];
let problems: unknown[];
let draft: TypedDraft<Form, Form>;
beforeEach(() => {
  vi.useFakeTimers();
  saves = [];
  problems = [];
  draft = new TypedDraft<Form, Form>({
    save: (changes, seen) =>
      new Promise<void>((resolve, reject) => {
        const settled = () => vi.advanceTimersByTimeAsync(0).then(() => undefined);
        saves.push({
          changes,
          seen,
          done: () => {
            resolve();
            return settled();
          },
          fail: () => {
            reject(new Error('full disk'));
            return settled();
          },
        });
      }),
    onProblem: (thrown) => problems.push(thrown),
  });
});
afterEach(() => vi.useRealTimers());

const pause = () => vi.advanceTimersByTimeAsync(300);
const last = () => {
  const save = saves.at(-1);
  if (!save) throw new Error('nothing was saved');
  return save;
};

describe('what is being typed', () => {
  it('is saved when the typing pauses, over the state in which it began', async () => {
    const before = { a: 'o', b: '' };
    draft.show(before);
    draft.type('a', 'x', before);
    draft.type('a', 'xy', before);
    await pause();
    expect(saves.map(({ changes, seen }) => ({ changes, seen }))).toEqual([{ changes: { a: 'xy' }, seen: before }]);
  });

  it('stays under the cursor when a colleague’s arrives, which does not count as seen', async () => {
    const before = { a: 'o', b: '' };
    draft.show(before);
    draft.type('a', 'x', before);
    await pause();
    await last().done();
    const theirs = { a: 'by Chi', b: 'by Chi' };
    expect(draft.show(theirs)).toEqual({ a: 'x', b: 'by Chi' });
    draft.type('a', 'xy', theirs);
    await pause();
    expect(last()).toMatchObject({ changes: { a: 'xy' }, seen: before });
  });

  it('gives way to what is stored once the field is left', async () => {
    const before = { a: 'o', b: '' };
    draft.show(before);
    draft.type('a', 'x', before);
    await pause();
    await last().done();
    const theirs = { a: 'by Chi', b: '' };
    draft.show(theirs);
    await draft.leave();
    expect(draft.show(theirs)).toEqual(theirs);
    draft.type('a', 'y', theirs);
    await pause();
    expect(last()).toMatchObject({ changes: { a: 'y' }, seen: theirs });
  });

  it('is not written again with the next field, over a colleague who saw it', async () => {
    const before = { a: 'o', b: '' };
    draft.show(before);
    draft.type('a', 'x', before);
    const left = draft.leave();
    // Typed while the first is being saved.
    draft.type('b', '1', before);
    await last().done();
    await left;
    draft.show({ a: 'x', b: '' });
    await pause();
    expect(last().changes).toEqual({ b: '1' });
    await last().done();
    const theirs = { a: 'by Chi, who saw x', b: '1' };
    draft.show(theirs);
    draft.type('b', '12', theirs);
    await pause();
    expect(last().changes).toEqual({ b: '12' });
  });

  it('that could not be saved stays, and is tried again with what is typed next', async () => {
    const before = { a: 'o', b: '' };
    draft.show(before);
    draft.type('a', 'x', before);
    const left = draft.leave();
    await last().fail();
    await left;
    expect(problems).toHaveLength(1);
    expect(draft.show(before)).toEqual({ a: 'x', b: '' });
    draft.type('b', '1', before);
    await pause();
    expect(last()).toMatchObject({ changes: { a: 'x', b: '1' }, seen: before });
  });
});
