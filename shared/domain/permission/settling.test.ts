import { describe, expect, it } from 'vitest';
import type { CaseState, InspectionCase } from '../../schema/cases.ts';
import type { Role } from '../../schema/people.ts';
import { maySettle } from './settling.ts';

const caseIn = (state: CaseState): InspectionCase =>
  ({
    state,
    createdBy: 'binh',
    kind: 'specialisedCheck',
    procedureId: 'specialisedCheck2025',
    team: [
      { id: 'binh', role: 'leader' },
      { id: 'an', role: 'member' },
    ],
  }) as unknown as InspectionCase;
const person = (id: string, role: Role) => ({ id, role });
const [binh, an, oanh, hoa] = [
  person('binh', 'teamLeader'),
  person('an', 'inspector'),
  person('oanh', 'inspector'),
  person('hoa', 'supervisor'),
] as const;

describe('who may choose between values that differ', () => {
  it.each([
    ['an answer', 'answers', '/note', 'onSite', [binh, an], [oanh, hoa]],
    ['an answer, once approved', 'answers', '/note', 'approved', [], [binh, an, oanh, hoa]],
    ['a fact of the case', 'cases', '/content', 'reporting', [binh, an, hoa], [oanh]],
    ['a fact, once approved', 'cases', '/content', 'approved', [], [binh, an, oanh, hoa]],
    ['who leads', 'cases', '/team/an/role', 'onSite', [binh, hoa], [an, oanh]],
  ] as const)('%s', (_, collection, path, state, those, others) => {
    for (const each of those)
      expect([each.id, maySettle(each, caseIn(state), collection, { path }, 'x')]).toEqual([each.id, true]);
    for (const each of others)
      expect([each.id, maySettle(each, caseIn(state), collection, { path }, 'x')]).toEqual([each.id, false]);
  });

  it('of two states: whoever could lead there', () => {
    const may = (who: typeof binh, value: CaseState) =>
      maySettle(who, caseIn('approved'), 'cases', { path: '/state' }, value);
    expect(may(hoa, 'returned')).toBe(true);
    expect(may(an, 'returned')).toBe(false);
    expect(may(an, 'approved')).toBe(true);
  });
});
