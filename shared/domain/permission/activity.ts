import type { Problem } from '../../problem/problem.ts';
import type { Activity } from '../../schema/activity.ts';
import type { Person } from '../../schema/people.ts';
import { isCustody } from '../evidence/custody.ts';
import { type CaseParties, isParty } from './permission.ts';

/** Kinds that the server itself tells. */
const toldByServer: readonly string[] = ['transition', 'settled', 'merged'];

/**
 * What decides about an approval is said by those who may: that a remark has been mended, by the case's team or a
 * supervisor; that something must be mended first, by a supervisor. The team's diary is the team's. Anybody in the unit may
 * comment, and tells what they did with a piece of evidence or an exhibit.
 */
export function checkActivity(activity: Activity, person: Person, inspectionCase: CaseParties | null): Problem | null {
  const isSupervisor = person.role === 'supervisor';
  const isOfCase = !inspectionCase || isParty(person, inspectionCase);
  const { kind, target, mustMend, resolves } = activity;
  if (kind === 'custody' && !isCustody(target)) {
    return { code: 'document.invalid', details: { field: 'target' } };
  }
  if (toldByServer.includes(kind)) return denied('role');
  if ((kind === 'remark' || mustMend) && !isSupervisor) return denied('role');
  if (kind === 'diary' && !isOfCase) return denied('team');
  return resolves && !isSupervisor && !isOfCase ? denied('team') : null;
}

function denied(rule: 'role' | 'team'): Problem {
  return { code: 'permission.denied', details: { rule } };
}
