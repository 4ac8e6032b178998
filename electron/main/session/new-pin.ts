import { pinWeakness } from '../../../shared/domain/pin/pin-strength.ts';
import { ProblemError, problemOf } from '../../../shared/problem/problem.ts';
import type { SessionReply } from '../../../shared/protocol/auth.ts';
import type { Keychain } from '../vault/keychain.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { PeopleFolder } from '../vault/people-folder.ts';
import { readCard } from '../vault/person-card.ts';
import { createVault, recoverVault } from '../vault/vault.ts';

/** Throws `pin.weak` (details: `reason`) for a PIN that is easy to guess. */
export function refuseWeakPin(pin: string): void {
  const reason = pinWeakness(pin);
  if (reason) throw new ProblemError('pin.weak', { reason });
}

/**
 * Opens a person's vault under a new PIN after the password: a first vault; or the same one by the server's recovery
 * secret; or, where that can't be, a new one beside the old. Before the last, throws `pin.forgotten` (details: `unsent`)
 * unless `discardUnsent`. Throws `database.newer` when a later program has written the vault.
 */
export async function vaultUnderNewPin(
  people: PeopleFolder,
  keychain: Keychain,
  reply: SessionReply,
  pin: string,
  discardUnsent: boolean,
): Promise<OpenVault> {
  const place = people.place(reply.person.id);
  const found = await people.read(place.personId).then(
    (body) => ({ body, isDamaged: false }),
    (thrown: unknown) => {
      // What a later program has written is not damaged, and is not given up.
      if (problemOf(thrown).code !== 'vault.damaged') throw thrown;
      return { body: null, isDamaged: true };
    },
  );
  if (!found.body && !found.isDamaged) return createVault(place, pin, reply.recoverySecret);
  const recovered = found.body ? await recoverVault(place, pin, reply.recoverySecret) : null;
  if (recovered) return recovered;
  if (!discardUnsent) {
    const card = await readCard(place.folder, keychain);
    throw new ProblemError('pin.forgotten', { unsent: card?.unsent ?? 0 });
  }
  await people.setAside(place.personId);
  return createVault(place, pin, reply.recoverySecret);
}
