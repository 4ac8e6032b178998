import type { Person } from '../../shared/schema/people.ts';
import type { Queryable } from '../database/connections.ts';
import { personColumns } from './people.ts';

/** Whose key signs: a person on one of their devices. */
export interface KeyHolder {
  readonly personId: string;
  readonly deviceId: string;
}

/** Public keys of a person on a device: what they sign with (Ed25519), and what is sealed to (X25519), base64url. */
export interface TaughtKeys extends KeyHolder {
  readonly publicKey: string;
  readonly sealingKey: string | null;
  readonly at: Date;
}

/** Keeps a person's keys; false when they are known already, whoever has them. A sealing key is told once. */
export async function keepSigningKey(client: Queryable, key: TaughtKeys): Promise<boolean> {
  const answer = await client.query(
    `insert into minh_tra.signing_keys as k (public_key, person_id, device_id, registered_at, sealing_key)
     values ($1, $2, $3, $4, $5)
     on conflict (public_key) do update set sealing_key = excluded.sealing_key
       where k.person_id = excluded.person_id and k.device_id = excluded.device_id
         and k.sealing_key is null and excluded.sealing_key is not null`,
    [key.publicKey, key.personId, key.deviceId, key.at, key.sealingKey],
  );
  return answer.rowCount === 1;
}

/** A key as colleagues are told of it. */
export interface PublishedKey {
  readonly personId: string;
  readonly scope: string;
  readonly deviceId: string;
  readonly signing: string;
  readonly sealing: string;
  readonly since: Date;
  readonly revoked: boolean;
}

/** Keys of these people, or of everybody, the oldest first. For the owner's connection. */
export async function publishedKeys(owner: Queryable, personIds: readonly string[] | null): Promise<PublishedKey[]> {
  const answer = await owner.query<PublishedKey>(
    `select k.person_id as "personId", p.scope, k.device_id as "deviceId", k.public_key as signing,
       k.sealing_key as sealing, k.registered_at as since, d.revoked_at is not null or not p.active as revoked
     from minh_tra.signing_keys k join minh_tra.people p on p.id = k.person_id join minh_tra.devices d on d.id = k.device_id
     where k.sealing_key is not null and ($1::text[] is null or k.person_id = any ($1))
     order by k.registered_at, k.public_key`,
    [personIds],
  );
  return answer.rows;
}

/** Who has keys on a device. For the owner's connection. */
export async function keyHoldersOn(owner: Queryable, deviceId: string): Promise<string[]> {
  const answer = await owner.query<{ personId: string }>(
    'select distinct person_id as "personId" from minh_tra.signing_keys where device_id = $1',
    [deviceId],
  );
  return answer.rows.map(({ personId }) => personId);
}

/** Those of the public keys that are known, with who signs by them. */
export async function keyHolders(
  client: Queryable,
  publicKeys: readonly string[],
): Promise<ReadonlyMap<string, KeyHolder>> {
  const answer = await client.query<KeyHolder & { publicKey: string }>({
    name: 'key-holders',
    text: `select public_key as "publicKey", person_id as "personId", device_id as "deviceId"
      from minh_tra.signing_keys where public_key = any ($1::text[])`,
    values: [publicKeys],
  });
  return new Map(answer.rows.map((row) => [row.publicKey, row]));
}

/** Who signs by a key, and whether what is signed on that laptop counts no more. For the owner's connection. */
export async function bundleAuthor(
  owner: Queryable,
  publicKey: string,
): Promise<{ person: Person; deviceId: string; isRevoked: boolean } | null> {
  const answer = await owner.query<Person & { deviceId: string; isRevoked: boolean }>(
    `select ${personColumns}, k.device_id as "deviceId", d.revoked_at is not null or not p.active as "isRevoked"
     from minh_tra.signing_keys k join minh_tra.people p on p.id = k.person_id join minh_tra.devices d on d.id = k.device_id
     where k.public_key = $1`,
    [publicKey],
  );
  const [row] = answer.rows;
  if (!row) return null;
  const { deviceId, isRevoked, ...person } = row;
  return { person, deviceId, isRevoked };
}
