import path from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { Person } from '../../../shared/schema/people.ts';
import { readJson, writeDurably } from '../files/durable-file.ts';
import type { Keychain } from './keychain.ts';

/** What the people list shows of a person before the vault is open. */
export const PersonCard = Type.Object(
  {
    person: Person,
    unsent: Type.Integer({ minimum: 0 }),
    /** ISO 8601; null before the first whole synchronisation. */
    lastSyncedAt: Type.Union([Type.String(), Type.Null()]),
    /** ISO 8601. */
    leaseEndsAt: Type.String(),
  },
  { additionalProperties: false },
);
export type PersonCard = Static<typeof PersonCard>;

/** Sealed by the OS keychain where there is one; else the one thing about a person that a copied disk tells. */
const CardFile = Type.Union([
  Type.Object({ version: Type.Literal(1), card: PersonCard }, { additionalProperties: false }),
  Type.Object({ version: Type.Literal(1), sealed: Type.String() }, { additionalProperties: false }),
]);

const fileName = 'card.json';

/** The card of a folder; null when it is missing or can't be read: signing in by password makes it anew. */
export async function readCard(folder: string, keychain: Keychain): Promise<PersonCard | null> {
  const file = await readJson(path.join(folder, fileName));
  if (!Value.Check(CardFile, file)) return null;
  if ('card' in file) return file.card;
  try {
    const card: unknown = JSON.parse(await keychain.unseal(Buffer.from(file.sealed, 'base64')));
    return Value.Check(PersonCard, card) ? card : null;
  } catch {
    return null;
  }
}

export async function writeCard(folder: string, keychain: Keychain, card: PersonCard): Promise<void> {
  const file = (await keychain.isAvailable())
    ? { version: 1, sealed: (await keychain.seal(JSON.stringify(card))).toString('base64') }
    : { version: 1, card };
  await writeDurably(path.join(folder, fileName), JSON.stringify(file));
}
