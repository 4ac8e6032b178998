import { afterEach, describe, expect, it } from 'vitest';
import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import { mergeDocuments } from '../../shared/domain/merge/merge-documents.ts';
import { writeAs, writersOf } from '../../shared/domain/merge/origins.ts';
import { openConflicts } from '../../shared/domain/merge/settle.ts';
import { mergeRulesOf } from '../../shared/domain/merge-rules.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import { offlineWorkspace } from './testing/offline-workspace.ts';
import { preparation } from './testing/preparation.ts';
import type { Workspace } from './workspace.ts';

let workspace: Workspace;
let seen: InspectionCase;
afterEach(() => workspace.close());

async function begin(): Promise<void> {
  workspace = await offlineWorkspace();
  seen = await workspace.insert('cases', preparation);
}

/** One field that is not left: each pause saves over the state in which the typing began. */
const type = (content: string) => workspace.change('cases', seen.id, () => ({ content }), seen);

async function stored(): Promise<InspectionCase> {
  return (await workspace.collections.cases.findOne(seen.id).exec(true)).toMutableJSON();
}

/** What Chi made of the first state arrives and is merged, as the conflict handler does it. */
async function arrive(change: Partial<InspectionCase>): Promise<void> {
  const at = nextStamp(null, Date.now() - 1_000, 'laptop-chi');
  const stamp = { by: 'p-chi', device: 'laptop-chi', at, clockOffsetMs: 0 };
  const theirs = writeAs(seen, { ...seen, ...change }, stamp);
  const document = await workspace.collections.cases.findOne(seen.id).exec(true);
  await document.incrementalModify((mine) =>
    mergeDocuments<typeof mine>({
      base: { ...mine, ...seen },
      mine,
      theirs: { ...mine, ...theirs },
      rules: mergeRulesOf('cases'),
    }),
  );
}

/** What Chi makes of a state is stored in the very moment before the next write here, as a pull may do it. */
function arriveWithin(change: Partial<InspectionCase>): void {
  const { incrementalWriteQueue: queue } = workspace.collections.cases;
  const addWrite = queue.addWrite.bind(queue);
  queue.addWrite = async (...write) => {
    queue.addWrite = addWrite;
    await arrive(change);
    return addWrite(...write);
  };
}

const valuesIn = (document: InspectionCase) => [
  document.content,
  ...openConflicts(document).flatMap(({ values }) => values.map(({ value }) => value)),
];

describe('typing while a colleague’s edit arrives', () => {
  it('leaves them named for what they wrote elsewhere', async () => {
    await begin();
    await type('Nội');
    await arrive({ legalGround: { ...seen.legalGround, number: 'CHI' } });
    const after = await type('Nội dung');
    expect(after.legalGround.number).toBe('CHI');
    expect(writersOf(after)('/legalGround/number').by).toBe('p-chi');
  });

  it('keeps what they wrote in the same field, also when one’s own was taken out again before', async () => {
    await begin();
    await type('Nội');
    await type('');
    await arrive({ content: 'Chi: phạm vi' });
    await type('');
    expect(valuesIn(await type('An: phạm vi'))).toContain('Chi: phạm vi');
  });

  it('is one choice, however often the typing pauses', async () => {
    await begin();
    await type('A');
    await arrive({ content: 'Chi: phạm vi' });
    for (let pause = 0; pause < 30; pause++) await type(`An: phạm vi, đoạn ${pause}`);
    const after = await stored();
    expect(openConflicts(after)).toHaveLength(1);
    expect(valuesIn(after)).toContain('Chi: phạm vi');
    expect(after.content).toBe('An: phạm vi, đoạn 29');
    expect(JSON.stringify(after).length).toBeLessThan(5_000);
  });
});

describe('removing while a colleague’s edit arrives', () => {
  it('takes away what the person saw, and keeps what they did not: people choose', async () => {
    await begin();
    arriveWithin({ content: 'Chi: phạm vi' });
    expect(await workspace.remove('cases', seen)).toBe(false);
    const after = await stored();
    expect(after.content).toBe('Chi: phạm vi');
    expect(openConflicts(after).map(({ path, values }) => [path, values.map(({ value }) => value)])).toEqual([
      ['/', [{ deleted: false }, { deleted: true }]],
    ]);
  });

  it('is as before when what came since is one’s own', async () => {
    await begin();
    await type('Nội dung');
    expect(await workspace.remove('cases', seen)).toBe(true);
  });
});

describe('a choice that is made while a colleague’s edit arrives', () => {
  it('asks again about what the person had not seen', async () => {
    await begin();
    await arrive({ content: 'Chi: phạm vi' });
    await type('An: phạm vi');
    const shown = await stored();
    const [question] = openConflicts(shown);
    arriveWithin({ content: 'Chi: phạm vi mới' });
    await workspace.settle('cases', shown, question?.id ?? '', 'An: phạm vi', '');
    expect(valuesIn(await stored())).toContain('Chi: phạm vi mới');
  });

  it('does not remove what was edited after the question', async () => {
    await begin();
    arriveWithin({ content: 'Chi: phạm vi' });
    await workspace.remove('cases', seen);
    const shown = await stored();
    const [question] = openConflicts(shown);
    seen = shown;
    arriveWithin({ content: 'Chi: phạm vi mới' });
    await workspace.settle('cases', shown, question?.id ?? '', { deleted: true }, '');
    expect((await stored()).content).toBe('Chi: phạm vi mới');
  });
});

describe('a change of what a colleague’s removal takes away in this moment', () => {
  it('is refused, not hidden in what is removed', async () => {
    await begin();
    arriveWithin({ _deleted: true } as Partial<InspectionCase>);
    await expect(workspace.change('cases', seen.id, () => ({ content: 'An' }))).rejects.toThrow('notFound');
  });

  it('is kept and asked about where the person saw it stand', async () => {
    await begin();
    arriveWithin({ _deleted: true } as Partial<InspectionCase>);
    const after = await type('An: phạm vi');
    expect(after.content).toBe('An: phạm vi');
    expect(openConflicts(await stored()).map(({ path }) => path)).toEqual(['/']);
  });
});

it('a document made anew goes on from what is left of the removed one by then', async () => {
  await begin();
  await workspace.remove('cases', seen);
  const { storageInstance } = workspace.collections.cases;
  const bulkWrite = storageInstance.bulkWrite.bind(storageInstance);
  storageInstance.bulkWrite = async (rows, context) => {
    storageInstance.bulkWrite = bulkWrite;
    const [left] = await storageInstance.findDocumentsById([seen.id], true);
    if (!left) throw new Error('not there');
    const values = ['An', 'Chi'].map((value) => ({ value, by: 'p-chi', at: seen.updatedAt, device: 'laptop-chi' }));
    const question = { id: 'c', path: '/content', values, settled: null };
    const { error } = await bulkWrite([{ previous: left, document: { ...left, conflicts: [question] } }], 'pull');
    expect(error).toEqual([]);
    return bulkWrite(rows, context);
  };
  await workspace.insert('cases', { ...preparation, id: seen.id, content: 'Lập lại' });
  expect(await stored()).toMatchObject({ content: 'Lập lại', conflicts: [{ id: 'c' }] });
});
