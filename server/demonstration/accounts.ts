import { demonstrationPassword, demonstrationPeople } from '../../shared/demonstration.ts';
import type { Queryable } from '../database/connections.ts';
import { putPerson, putUnit } from '../queries/administration.ts';
import { passwordHash } from '../services/cryptography.ts';

/** Adds the demonstration's units and people, all with the same password. For the owner's connection. */
export async function loadDemonstrationAccounts(owner: Queryable): Promise<void> {
  const units = new Map(demonstrationPeople.map((person) => [person.scope, person.unitName]));
  for (const [scope, name] of units) await putUnit(owner, scope, name);
  const hash = await passwordHash(demonstrationPassword);
  for (const person of demonstrationPeople) await putPerson(owner, person, hash);
}
