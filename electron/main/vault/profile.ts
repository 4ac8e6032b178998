import path from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { forget, seal, unseal } from '../../../sealed/cipher.ts';
import { PublicKey } from '../../../shared/schema/evidence.ts';
import { Person } from '../../../shared/schema/people.ts';
import { readBytes, writeDurably } from '../files/durable-file.ts';
import type { OpenVault } from './open-vault.ts';

/** What a person's session needs between two starts; encrypted under a key of its own. */
export const Profile = Type.Object(
  {
    person: Person,
    /** Kept also when the server has refused it; null where an earlier program has forgotten it. */
    refreshToken: Type.Union([Type.Null(), Type.String()]),
    /** ISO 8601. */
    leaseEndsAt: Type.String(),
    /** Latest moment known to have passed, by the server's clock: a clock that is set back prolongs no lease. */
    latestMs: Type.Integer(),
    /** Server clock minus device clock in milliseconds, as last measured. */
    clockOffsetMs: Type.Integer(),
    /** To which files are sealed that the server alone is to open; an earlier program has kept none. */
    serverKey: Type.Optional(PublicKey),
  },
  { additionalProperties: false },
);
export type Profile = Static<typeof Profile>;

const fileName = 'profile.sealed';
const context = (personId: string) => `minh-tra profile 1 ${personId}`;

/** The person's profile; null when the file is missing or was changed: the password brings it back. */
export async function readProfile(vault: OpenVault): Promise<Profile | null> {
  const sealed = await readBytes(path.join(vault.folder, fileName));
  const key = vault.keyFor('profile');
  const plain = sealed && unseal(key, sealed, context(vault.personId));
  forget(key);
  const profile: unknown = plain ? JSON.parse(plain.toString('utf8')) : null;
  return Value.Check(Profile, profile) ? profile : null;
}

/** Durable when this resolves. */
export async function writeProfile(vault: OpenVault, profile: Profile): Promise<void> {
  const key = vault.keyFor('profile');
  const sealed = seal(key, Buffer.from(JSON.stringify(profile), 'utf8'), context(vault.personId));
  forget(key);
  await writeDurably(path.join(vault.folder, fileName), sealed);
}
