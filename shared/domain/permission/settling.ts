import type { InspectionCase } from '../../schema/cases.ts';
import type { Conflict } from '../../schema/common.ts';
import type { Person } from '../../schema/people.ts';
import { isApproved } from '../workflow/lock.ts';
import { mayLeadTo } from '../workflow/moves.ts';
import { isParty, mayChangeTeam } from './permission.ts';
import type { CollectionName } from './rules.ts';

/** True when the person may choose `value` in a conflict of a case's document: as the server judges what they push. */
export function maySettle(
  person: Pick<Person, 'id' | 'role'>,
  inspectionCase: InspectionCase,
  collection: CollectionName,
  { path }: Pick<Conflict, 'path'>,
  value: unknown,
): boolean {
  const isOfCase = isParty(person, inspectionCase);
  const isApprovedCase = isApproved(inspectionCase.state);
  if (collection !== 'cases') return isOfCase && !isApprovedCase;
  if (path === '/state') return value === inspectionCase.state || mayLeadTo(inspectionCase, person, value);
  if (isApprovedCase) return false;
  if (path.startsWith('/team')) return mayChangeTeam(person, inspectionCase);
  return isOfCase || person.role === 'supervisor';
}
