import { demonstrationPeople } from '../../shared/demonstration.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import type { CasePeople } from './case-history.ts';

type Team = InspectionCase['team'];

/** The teams that work in a scope, and who reviews their cases. */
export interface ScopeTeams {
  readonly scope: string;
  readonly issuedBy: string;
  readonly teams: readonly CasePeople[];
}

function people(leaderId: string, memberIds: readonly string[], supervisorId: string): CasePeople {
  const letters = [['A', 'F'], ['B', 'D'], ['C', 'E'], []];
  const team: Team = [leaderId, ...memberIds].map((id, index) => ({
    id,
    name: demonstrationPeople.find((person) => person.id === id)?.name ?? id,
    role: index === 0 ? 'leader' : 'member',
    sections: letters[index] ?? [],
  }));
  return { team, leaderId, supervisorId };
}

/** The team of the inspector whom the sign-in page offers. */
export const firstTeam = people('p-binh', ['p-an', 'p-chi'], 'p-dung');
const secondTeam = people('p-phuc', ['p-oanh', 'p-son'], 'p-dung');

export const songMaiTeams: ScopeTeams = {
  scope: 'song-mai',
  issuedBy: 'Giám đốc Sở Khoa học và Công nghệ tỉnh Sông Mai',
  teams: [firstTeam, secondTeam, secondTeam, people('p-phuc', ['p-son', 'p-chi'], 'p-dung')],
};

export const hoaBanTeams: ScopeTeams = {
  scope: 'hoa-ban',
  issuedBy: 'Giám đốc Sở Khoa học và Công nghệ tỉnh Hoa Ban',
  teams: [people('p-hai', ['p-giang'], 'p-khanh')],
};
