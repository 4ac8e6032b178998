import type { DemoAccount, OpenSession } from '../../../shared/bridge/contract.ts';
import {
  demonstrationPassword,
  demonstrationPeople,
  demonstrationPin,
  offeredUsernames,
} from '../../../shared/demonstration.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { Session } from './session.ts';

/** The accounts that the sign-in page offers with one click; none outside of a demonstration. */
export function demonstrationAccounts(isDemonstration: boolean): DemoAccount[] {
  if (!isDemonstration) return [];
  return offeredUsernames.flatMap((username) => {
    const person = demonstrationPeople.find((candidate) => candidate.username === username);
    return person ? [{ username, person }] : [];
  });
}

/** Opens an account of the demonstration: by its PIN where it is on this laptop, off-line too; else by its password first. */
export async function enterDemonstration(
  session: Session,
  isDemonstration: boolean,
  username: string,
): Promise<OpenSession> {
  const account = demonstrationAccounts(isDemonstration).find((candidate) => candidate.username === username);
  if (!account) throw new ProblemError('permission.denied');
  const onDevice = (await session.list()).find(({ person }) => person.id === account.person.id);
  if (onDevice?.hasPin) return session.unlock({ personId: onDevice.person.id, pin: demonstrationPin });
  const { person } = await session.signIn({ username, password: demonstrationPassword });
  return session.setPin({ personId: person.id, pin: demonstrationPin });
}
