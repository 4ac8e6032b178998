import { describe, expect, it } from 'vitest';
import { checkIdentity } from './identity.ts';

const denied = (rule: string) => ({ code: 'permission.denied', details: { rule } });

describe('checkIdentity', () => {
  it('keeps a document with its case', () => {
    const stored = { id: 'f-1', caseId: 'case-1' };
    expect(checkIdentity('findings', stored, { ...stored, title: 'khác' })).toBeNull();
    expect(checkIdentity('findings', stored, { ...stored, caseId: 'case-2' })).toEqual(denied('case'));
  });

  it('keeps the number that the server gave', () => {
    const stored = { id: 'case-1', number: 'KT-2026-0001' };
    expect(checkIdentity('cases', null, { ...stored, number: '' })).toBeNull();
    expect(checkIdentity('cases', stored, { ...stored, content: 'khác' })).toBeNull();
    expect(checkIdentity('cases', stored, { ...stored, number: 'KT-2026-0002' })).toEqual(denied('number'));
    expect(checkIdentity('cases', stored, { ...stored, number: '' })).toEqual(denied('number'));
  });

  it('lets no entity turn out to be itself', () => {
    const entity = { id: 'entity-1', sameAs: '' };
    expect(checkIdentity('entities', entity, { ...entity, sameAs: 'entity-2' })).toBeNull();
    expect(checkIdentity('entities', entity, { ...entity, sameAs: 'entity-1' })).toMatchObject({
      code: 'document.invalid',
    });
  });

  it('lets an answer have the id of its case and item alone', () => {
    const answer = { id: 'case-1|item-1', caseId: 'case-1', itemId: 'item-1' };
    expect(checkIdentity('answers', null, answer)).toBeNull();
    expect(checkIdentity('answers', null, { ...answer, caseId: 'case-2' })).toMatchObject({ code: 'document.invalid' });
    expect(checkIdentity('answers', null, { ...answer, itemId: 'item-2' })).toMatchObject({ code: 'document.invalid' });
  });
});
