import type { TeamMember } from '../../../shared/schema/cases.ts';

/** A team with one more member; nobody stands in it twice. */
export function withMember(team: readonly TeamMember[], person: { id: string; name: string }): TeamMember[] {
  if (team.some((member) => member.id === person.id)) return [...team];
  return [...team, { id: person.id, name: person.name, role: team.length === 0 ? 'leader' : 'member', sections: [] }];
}

/** A team without a member; somebody always leads while anybody is left. */
export function withoutMember(team: readonly TeamMember[], personId: string): TeamMember[] {
  const rest = team.filter((member) => member.id !== personId);
  const [first] = rest;
  return first && !rest.some((member) => member.role === 'leader') ? ledBy(rest, first.id) : rest;
}

/** The same team led by one of its members. */
export function ledBy(team: readonly TeamMember[], personId: string): TeamMember[] {
  return team.map((member) => ({ ...member, role: member.id === personId ? 'leader' : 'member' }));
}
