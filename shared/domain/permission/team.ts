import type { Problem } from '../../problem/problem.ts';
import type { InspectionCase, TeamMember } from '../../schema/cases.ts';
import type { Person } from '../../schema/people.ts';
import { mayChangeTeam } from './permission.ts';

/**
 * Who works on a case, and who leads it, is changed by those who may; and no supervisor takes themself out of a team: who
 * worked on a case does not review it. Null when `next` has the same people or may have others.
 */
export function checkTeam(stored: InspectionCase, next: InspectionCase, person: Person): Problem | null {
  if (isSameTeam(stored.team, next.team)) return null;
  const has = (team: readonly TeamMember[]) => team.some(({ id }) => id === person.id);
  const leaves = person.role === 'supervisor' && has(stored.team) && !has(next.team);
  return leaves || !mayChangeTeam(person, stored) ? { code: 'permission.denied', details: { rule: 'members' } } : null;
}

function isSameTeam(one: readonly TeamMember[], other: readonly TeamMember[]): boolean {
  if (one.length !== other.length) return false;
  return one.every(({ id, role }) => other.filter((each) => each.id === id && each.role === role).length === 1);
}
