import type { PersonOnDevice } from '../../../shared/bridge/contract.ts';
import type { SessionReply } from '../../../shared/protocol/auth.ts';
import { triesLeft, waitBeforeAttempt } from '../vault/attempts.ts';
import type { Keychain } from '../vault/keychain.ts';
import type { PeopleFolder } from '../vault/people-folder.ts';
import { type PersonCard, readCard } from '../vault/person-card.ts';
import type { VaultBody } from '../vault/vault-file.ts';

function describe(card: PersonCard, body: VaultBody | null, hasPin: boolean, nowMs: number): PersonOnDevice {
  const waitMs = body ? waitBeforeAttempt(body.attempts, body.lockedUntilMs, nowMs) : 0;
  return {
    ...card,
    hasPin,
    lockedUntil: waitMs > 0 ? new Date(nowMs + waitMs).toISOString() : null,
    triesLeft: body && body.attempts > 0 ? triesLeft(body.attempts) : null,
  };
}

/** Everyone whose vault is on this laptop, by name. A damaged vault is listed too: its PIN leads to what can be done. */
export async function listPeople(people: PeopleFolder, keychain: Keychain, nowMs: number): Promise<PersonOnDevice[]> {
  const found = await Promise.all(
    (await people.list()).map(async ({ folder, body }) => {
      const card = await readCard(folder, keychain);
      return card ? [describe(card, body, body === null || body.pin !== null, nowMs)] : [];
    }),
  );
  return found.flat().sort((one, other) => one.person.name.localeCompare(other.person.name, 'vi'));
}

/** The person of a sign-in: what the laptop knows of them, and whether a PIN still opens a vault here. */
export async function describePerson(
  people: PeopleFolder,
  keychain: Keychain,
  reply: SessionReply,
  nowMs: number,
): Promise<PersonOnDevice> {
  const { folder } = people.place(reply.person.id);
  const card = await readCard(folder, keychain);
  const body = await people.read(reply.person.id).catch(() => null);
  const fresh: PersonCard = {
    person: reply.person,
    leaseEndsAt: reply.leaseEndsAt,
    unsent: card?.unsent ?? 0,
    lastSyncedAt: card?.lastSyncedAt ?? null,
  };
  return describe(fresh, body, body?.pin != null, nowMs);
}
