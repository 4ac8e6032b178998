import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemOf } from '../../../shared/problem/problem.ts';
import { offlineWorkspace } from '../../data/testing/offline-workspace.ts';
import type { NewDocument, Workspace } from '../../data/workspace.ts';
import { giveNumber } from './give-number.ts';

const minutes: Omit<NewDocument<'documents'>, 'id'> = {
  ...{ caseId: 'c', entityId: 'e', kind: 'minutes', formId: 'form.MBB01', title: 'Biên bản', number: '' },
  ...{ startedAt: '', endedAt: '', place: '', sheets: 0, fields: [], attendees: [], statements: [] },
  ...{ exhibits: [], signatures: [], refusals: [], copies: [], cancelled: null },
};
let workspace: Workspace;
let documentId: string;

beforeEach(async () => {
  workspace = await offlineWorkspace();
  documentId = (await workspace.insert('documents', minutes)).id;
});
afterEach(() => workspace.close());

const given = (taken: number) =>
  giveNumber({ workspace, stock: { take: async () => taken }, documentId, year: 2026, symbol: 'BB-VPHC' });
const stored = async () => (await workspace.collections.documents.findOne(documentId).exec())?.number;

describe('a document’s number', () => {
  it('is written as it stands on paper', async () => {
    expect(await given(7)).toBe('07/BB-VPHC');
    expect(await stored()).toBe('07/BB-VPHC');
  });

  it('stays the one that a colleague gave first', async () => {
    await workspace.change('documents', documentId, () => ({ number: '31/BB-VPHC' }));
    expect(await given(7)).toBe('31/BB-VPHC');
  });

  it('is none that stands on another document of the year', async () => {
    const typed = { ...minutes, startedAt: '2026-11-17T08:15' };
    const other = await workspace.insert('documents', { ...typed, number: '7/bb-vphc' });
    await workspace.insert('documents', { ...typed, number: '8/BB-LV' });
    await workspace.insert('documents', { ...typed, startedAt: '2025-11-17T08:15', number: '09/BB-VPHC' });
    const asked: unknown[] = [];
    const stock = { take: async (input: { typed: unknown }) => asked.push(input.typed) };
    await giveNumber({ workspace, stock, documentId, year: 2026, symbol: 'BB-VPHC' });
    expect(asked).toEqual([[{ number: 7, documentId: other.id }]]);
  });

  it('is none where the laptop has none, and the document is as it was', async () => {
    const none = { take: () => Promise.reject(new Error('none left')) };
    const work = giveNumber({ workspace, stock: none, documentId, year: 2026, symbol: 'BB-VPHC' });
    expect(await work.catch((thrown) => problemOf(thrown).code)).toBe('internal');
    expect(await stored()).toBe('');
  });
});
