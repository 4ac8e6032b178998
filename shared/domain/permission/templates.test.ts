import { describe, expect, it } from 'vitest';
import type { Template } from '../../schema/templates.ts';
import { synced } from '../merge/testing/stamps.ts';
import { checkTemplate } from './templates.ts';

const draft: Template = {
  ...synced,
  id: 't1|1',
  ...{ templateId: 't1', version: 1, state: 'draft', title: 'Điểm phục vụ', sectors: ['post'], note: '', origin: null },
  content: {
    ...{
      title: 'Điểm phục vụ',
      formId: '',
      version: '',
      rootName: 'data',
      languages: ['vi'],
      defaultLanguage: 'vi',
      lists: [],
    },
    nodes: [{ id: 'a', parent: null, kind: 'item', name: 'a', type: 'text', label: { vi: 'A' } }],
  },
};
const published: Template = { ...draft, state: 'published' };
const changed = { ...draft.content, title: 'Khác' };
const denied = { code: 'permission.denied', details: { rule: 'published' } };

describe('a version of a template', () => {
  it.each<[what: string, stored: Template | null, next: Template & { _deleted?: boolean }, answer: unknown]>([
    ['a new draft', null, draft, null],
    ['what is published at once', null, published, null],
    ['what begins retired', null, { ...draft, state: 'retired' }, denied],
    ['a draft that is changed', draft, { ...draft, title: 'Mới', content: changed }, null],
    ['a draft that is removed', draft, { ...draft, _deleted: true }, null],
    ['a draft that is published', draft, published, null],
    ['a published one that is retired', published, { ...published, state: 'retired' }, null],
    ['a retired one that is offered again', { ...published, state: 'retired' }, published, null],
    ['a published one that is changed', published, { ...published, content: changed }, denied],
    ['a published one with another title', published, { ...published, title: 'Khác' }, denied],
    ['a published one that is a draft again', published, draft, denied],
    ['a published one that is removed', published, { ...published, _deleted: true }, denied],
    ['another id', null, { ...draft, version: 2 }, { code: 'document.invalid', details: { field: 'id' } }],
    [
      'a content that is none',
      null,
      { ...draft, content: { nodes: 1 } as never },
      { code: 'document.invalid', details: { field: 'content' } },
    ],
  ])('%s', (_what, stored, next, answer) => {
    expect(checkTemplate({ stored, next })).toEqual(answer);
  });
});
