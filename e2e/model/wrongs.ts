import { conflictHandlerOf } from '../../renderer/data/conflict-handler.ts';
import { verdictOf } from '../../server/services/push-verdict.ts';
import type { Rules } from './rules.ts';
import { budgetOf, findingOf, type Setting } from './worlds.ts';

/** A protocol with one thing wrong in it, and how little has to happen for that to show. */
export interface Wrong extends Setting {
  readonly rules: Partial<Rules>;
}

export const wrongs: readonly Wrong[] = [
  {
    name: 'the feed is read past an open transaction',
    rules: { feedEnd: ({ nextXid }) => nextXid },
    ...{ grain: 'message', subjects: [findingOf('f1'), findingOf('f2')], budget: budgetOf([1, 1], { open: 1 }) },
  },
  {
    name: 'a push that is sent again counts as another write',
    rules: {
      verdictOf: (candidate, state, surroundings) => {
        const verdict = verdictOf(candidate, state, surroundings);
        return verdict.kind === 'known' && state ? { kind: 'changed', state } : verdict;
      },
    },
    ...{ grain: 'message', subjects: [findingOf('f1')], budget: budgetOf([1, 0], { lost: 1 }) },
  },
  {
    name: 'the server takes what was made from an older state',
    rules: {
      verdictOf: (candidate, state, surroundings) => {
        const verdict = verdictOf(candidate, state, surroundings);
        return verdict.kind === 'conflict' ? { kind: 'changed', state: verdict.state } : verdict;
      },
    },
    ...{ grain: 'message', subjects: [findingOf('f1')], budget: budgetOf([1, 1]) },
  },
  {
    name: 'the last to write wins',
    rules: {
      conflictHandlerOf: (collection, sent) => ({
        ...conflictHandlerOf(collection, sent),
        resolve: async ({ newDocumentState: mine, realMasterState: theirs }) =>
          String(mine.updatedAt) > String(theirs.updatedAt) ? mine : theirs,
      }),
    },
    ...{ grain: 'message', subjects: [findingOf('f1')], budget: budgetOf([1, 1]) },
  },
  {
    name: 'the server wins, as in RxDB itself',
    rules: {
      conflictHandlerOf: (collection, sent) => ({
        ...conflictHandlerOf(collection, sent),
        resolve: async ({ realMasterState }) => realMasterState,
      }),
    },
    ...{ grain: 'message', subjects: [findingOf('f1')], budget: budgetOf([1, 1]) },
  },
  {
    name: 'each laptop lets its own state stand',
    rules: {
      conflictHandlerOf: (collection, sent) => ({
        ...conflictHandlerOf(collection, sent),
        resolve: async ({ newDocumentState }) => newDocumentState,
      }),
    },
    ...{ grain: 'message', subjects: [findingOf('f1')], budget: budgetOf([1, 1]) },
  },
  {
    name: 'receipts are not kept',
    rules: { keepsReceipts: false },
    ...{ grain: 'message', subjects: [findingOf('f1')], budget: budgetOf([1, 0], { backups: 1, restores: 1 }) },
  },
  {
    name: 'an answer of the server before the restore is believed',
    rules: { givesUpOldAnswers: false },
    ...{ grain: 'message', subjects: [findingOf('f1')], budget: budgetOf([1, 0], { backups: 1, restores: 1 }) },
  },
  {
    name: 'a page does not wait for the push of what stands in it',
    rules: { waitsForPush: false },
    ...{ grain: 'message', subjects: [findingOf('f1')], budget: budgetOf([1, 1]) },
  },
  {
    name: 'an older page is written over what was confirmed since',
    rules: { holdsOutdated: false },
    ...{ grain: 'message', subjects: [findingOf('f1')], budget: budgetOf([1, 1]) },
  },
  {
    name: 'pulled documents are not marked',
    rules: { marksPulled: false },
    ...{ grain: 'write', subjects: [findingOf('f1')], budget: budgetOf([2, 0], { restarts: 1 }) },
  },
];
