import type { Person } from '../../shared/schema/people.ts';
import type { Queryable } from '../database/connections.ts';

/**
 * Registers a device for who signs in on it first; answers whether it has been revoked. Its name is changed by that person
 * alone, while they have a session there: anybody may sign in with its id, which stands in every document.
 */
export async function registerDevice(
  client: Queryable,
  device: { id: string; name: string; at: Date; by: Pick<Person, 'id' | 'scope'> },
): Promise<{ revoked: boolean }> {
  const answer = await client.query<{ revoked: boolean }>(
    `insert into minh_tra.devices as d (id, name, registered_at, seen_at, registered_by, registered_scope)
     values ($1, $2, $3, $3, $4, $5)
     on conflict (id) do update set seen_at = excluded.seen_at, name = case
       when d.registered_by = excluded.registered_by and exists (
         select from minh_tra.sessions s where s.device_id = d.id and s.person_id = d.registered_by and s.ended_at is null)
       then excluded.name else d.name end
     returning revoked_at is not null as revoked`,
    [device.id, device.name, device.at, device.by.id, device.by.scope],
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
