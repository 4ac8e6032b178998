import { expect, it, onTestFinished } from 'vitest';
import { ownDraft } from './own-draft.ts';
import { offlineWorkspace } from './testing/offline-workspace.ts';
import type { NewDocument } from './workspace.ts';

const textIn = (kept: unknown) => (typeof kept === 'string' ? kept : null);

const entry: Omit<NewDocument<'activity'>, 'id'> = {
  caseId: 'case-1',
  kind: 'diary',
  target: { kind: 'case', id: '', field: '' },
  replyTo: '',
  text: 'Đã hẹn đơn vị',
  mustMend: false,
  resolves: false,
  day: null,
  doneBy: [],
};

async function opened() {
  const workspace = await offlineWorkspace();
  onTestFinished(() => workspace.close());
  return { workspace, draft: ownDraft(workspace.collections, 'activity', 'diary:1', textIn) };
}

it('a draft is there until it is forgotten', async () => {
  const { draft } = await opened();
  expect(await draft.read()).toBeNull();
  await draft.keep({ id: 'a1', value: 'Đã hẹn' });
  expect(await draft.read()).toEqual({ id: 'a1', value: 'Đã hẹn' });
  await draft.keep(null);
  expect(await draft.read()).toBeNull();
});

it('a draft whose document was saved is none, although nobody came to forget it', async () => {
  const { workspace, draft } = await opened();
  await draft.keep({ id: 'a1', value: 'Đã hẹn' });
  const saved = await workspace.insert('activity', { ...entry, id: 'a1' });
  expect(await draft.read()).toBeNull();
  await workspace.remove('activity', saved);
  expect(await draft.read()).toBeNull();
  await draft.keep({ id: 'a2', value: 'Đã hẹn' });
  expect(await draft.read()).toEqual({ id: 'a2', value: 'Đã hẹn' });
});

it('what another version of the program wrote otherwise is none', async () => {
  const { workspace, draft } = await opened();
  const { database } = workspace.collections.cases;
  for (const value of ['Đã hẹn', { id: 1, value: 'x' }, { id: 'a1' }, { id: 'a1', value: 7 }, [], null]) {
    await database.upsertLocal('diary:1', { value });
    expect(await draft.read()).toBeNull();
  }
});
