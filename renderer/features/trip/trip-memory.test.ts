import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownNotes } from '../../data/own-notes.ts';
import { offlineWorkspace } from '../../data/testing/offline-workspace.ts';
import type { Workspace } from '../../data/workspace.ts';
import { keepLastReady, readLastReady } from './trip-memory.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await offlineWorkspace();
});
afterEach(() => workspace.close());

describe('when a case was last ready', () => {
  it('is known again, of each case its own', async () => {
    const { collections } = workspace;
    await keepLastReady(collections, 'a', { readyMs: 1_000 });
    expect([await readLastReady(collections, 'a'), await readLastReady(collections, 'b')]).toEqual([
      { readyMs: 1_000 },
      null,
    ]);
  });

  it('is not known from what is no moment', async () => {
    await ownNotes(workspace.collections).write('trip:a', { readyMs: 'hôm qua' });
    expect(await readLastReady(workspace.collections, 'a')).toBeNull();
  });
});
