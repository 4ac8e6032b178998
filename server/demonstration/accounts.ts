import { demonstrationPassword, demonstrationPeople } from '../../shared/demonstration.ts';
import { putPerson, putUnit } from '../queries/administration.ts';
import type { Context } from '../services/context.ts';
import { passwordHash } from '../services/cryptography.ts';
import { publishDirectory } from '../services/directory.ts';

/** Adds the demonstration's units and people, all with the same password. */
export async function loadDemonstrationAccounts(context: Context): Promise<void> {
  const { owner } = context.connections;
  const units = new Map(demonstrationPeople.map((person) => [person.scope, person.unitName]));
  for (const [scope, name] of units) await putUnit(owner, scope, name);
  const hash = await passwordHash(demonstrationPassword);
  for (const person of demonstrationPeople) await putPerson(owner, person, hash);
  await publishDirectory(context);
}
