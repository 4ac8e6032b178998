import type { Queryable } from '../database/connections.ts';

/** Whose key signs: a person on one of their devices. */
export interface KeyHolder {
  readonly personId: string;
  readonly deviceId: string;
}

/** Keeps a public key (Ed25519, base64url) for who signs with it; false when it is known already, whoever has it. */
export async function keepSigningKey(
  client: Queryable,
  key: KeyHolder & { readonly publicKey: string; readonly at: Date },
): Promise<boolean> {
  const answer = await client.query(
    `insert into minh_tra.signing_keys (public_key, person_id, device_id, registered_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [key.publicKey, key.personId, key.deviceId, key.at],
  );
  return answer.rowCount === 1;
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
