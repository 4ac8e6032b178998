import type { InspectionCase, TeamMember } from '../../../shared/schema/cases.ts';

/** The running part of an official number: 0147 of KT-2026-0147. */
export function shortNumber(number: string): string {
  return /(\d+)\D*$/.exec(number)?.[1] ?? number;
}

/** Who leads the team; the first member where nobody does. */
export function leaderOf(inspectionCase: Pick<InspectionCase, 'team'>): TeamMember | undefined {
  return inspectionCase.team.find((member) => member.role === 'leader') ?? inspectionCase.team[0];
}
