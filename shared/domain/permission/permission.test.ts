import { describe, expect, it } from 'vitest';
import type { Person, Role } from '../../schema/people.ts';
import { checkWrite, mayWriteIn, readableScopes, type Write, type WrittenState } from './permission.ts';
import { writeRules } from './rules.ts';

function person(role: Role, scope = 'song-mai'): Person {
  return { id: 'p-1', username: 'mot', name: 'Một', title: '', role, scope, unitName: '' };
}

const state: WrittenState = {
  scope: 'song-mai',
  createdBy: 'p-1',
  createdAt: '1',
  updatedBy: 'p-1',
  updatedAt: '1',
  deleted: false,
};
const write: Write = { collection: 'cases', stored: null, next: state, earlier: [], inspectionCase: null };

describe('readableScopes', () => {
  const all = ['common', 'hoa-ban', 'ministry', 'song-mai'];

  it.each<[Role, string, string[]]>([
    ['inspector', 'song-mai', ['common', 'song-mai']],
    ['supervisor', 'song-mai', ['common', 'song-mai']],
    ['administrator', 'song-mai', ['common', 'song-mai']],
    ['inspector', 'ministry', ['common', 'ministry']],
    ['teamLeader', 'ministry', ['common', 'ministry']],
    ['supervisor', 'ministry', ['common', 'ministry', 'hoa-ban', 'song-mai']],
    ['administrator', 'ministry', ['common', 'ministry', 'hoa-ban', 'song-mai']],
  ])('%s of %s reads %j', (role, scope, scopes) => {
    expect(readableScopes(person(role, scope), all)).toEqual(scopes);
  });
});

describe('checkWrite', () => {
  const denied = (rule: string) => ({ code: 'permission.denied', details: { rule } });

  it('keeps everyone to their own scope', () => {
    expect(checkWrite(person('supervisor', 'ministry'), write)).toEqual({ code: 'scope.denied' });
    expect(checkWrite(person('inspector'), { ...write, next: { ...state, scope: 'common' } })).toEqual({
      code: 'scope.denied',
    });
  });

  it('lets nobody write reference data, and administrators no case', () => {
    expect(checkWrite(person('supervisor'), { ...write, collection: 'reference' })).toEqual(denied('role'));
    expect(checkWrite(person('administrator'), write)).toEqual(denied('role'));
  });

  it('binds answers to the team of the case, once the case is known', () => {
    const answer: Write = { ...write, collection: 'answers' };
    const team = { createdBy: 'p-2', state: 'onSite', team: [{ id: 'p-3', role: 'member' as const }] };
    expect(checkWrite(person('inspector'), answer)).toBeNull();
    expect(checkWrite(person('inspector'), { ...answer, inspectionCase: team })).toEqual(denied('team'));
    expect(
      checkWrite(person('inspector'), {
        ...answer,
        inspectionCase: { ...team, team: [{ id: 'p-1', role: 'member' }] },
      }),
    ).toBeNull();
  });

  it('leaves a case to its team once it is prepared, whoever made it', () => {
    const made = { createdBy: 'p-1', team: [{ id: 'p-3', role: 'member' as const }] };
    const answerIn = (state: string): Write => ({
      ...write,
      collection: 'answers',
      inspectionCase: { ...made, state },
    });
    for (const role of ['inspector', 'teamLeader', 'supervisor'] as const) {
      expect(checkWrite(person(role), answerIn('preparing'))).toBeNull();
      expect(checkWrite(person(role), answerIn('decided'))).toEqual(denied('team'));
    }
  });

  it('takes the name of a writer whom it has seen, and of no other', () => {
    const stored = { ...state, updatedBy: 'p-2', updatedAt: '2' };
    const byAnother = (updatedBy: string, updatedAt: string): Write => ({
      ...write,
      stored,
      next: { ...state, updatedBy, updatedAt },
      earlier: [{ updatedBy: 'p-3', updatedAt: '3' }],
    });
    expect(checkWrite(person('inspector'), byAnother('p-2', '2'))).toBeNull();
    expect(checkWrite(person('inspector'), byAnother('p-3', '3'))).toBeNull();
    expect(checkWrite(person('inspector'), byAnother('p-2', '3'))).toEqual(denied('author'));
    expect(checkWrite(person('inspector'), byAnother('p-4', '2'))).toEqual(denied('author'));
  });
});

describe('mayWriteIn', () => {
  it('says what the matrix says', () => {
    for (const [collection, rule] of Object.entries(writeRules)) {
      for (const role of ['inspector', 'teamLeader', 'supervisor', 'administrator'] as const) {
        expect(mayWriteIn(role, collection as keyof typeof writeRules)).toBe(rule.roles.includes(role));
      }
    }
  });
});
