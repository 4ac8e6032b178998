import type { Queryable } from '../database/connections.ts';

/** Registers a device or renews its name; answers whether it has been revoked. */
export async function registerDevice(
  client: Queryable,
  device: { id: string; name: string; at: Date },
): Promise<{ revoked: boolean }> {
  const answer = await client.query<{ revoked: boolean }>(
    `insert into minh_tra.devices (id, name, registered_at, seen_at) values ($1, $2, $3, $3)
     on conflict (id) do update set name = excluded.name, seen_at = excluded.seen_at
     returning revoked_at is not null as revoked`,
    [device.id, device.name, device.at],
  );
  return { revoked: answer.rows[0]?.revoked ?? false };
}

/** Keeps a sealed recovery secret for a person on a device unless there is one; answers the one kept. */
export async function keepRecoverySecret(
  client: Queryable,
  secret: { personId: string; deviceId: string; sealed: string },
): Promise<string> {
  await client.query(
    `insert into minh_tra.recovery_secrets (person_id, device_id, sealed) values ($1, $2, $3) on conflict do nothing`,
    [secret.personId, secret.deviceId, secret.sealed],
  );
  const answer = await client.query<{ sealed: string }>(
    'select sealed from minh_tra.recovery_secrets where person_id = $1 and device_id = $2',
    [secret.personId, secret.deviceId],
  );
  return answer.rows[0]?.sealed ?? secret.sealed;
}
