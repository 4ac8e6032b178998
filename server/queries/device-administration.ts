import type { RegisteredDevice } from '../../shared/protocol/devices.ts';
import type { Queryable } from '../database/connections.ts';

interface DeviceRow {
  readonly id: string;
  readonly name: string;
  readonly people: string[];
  readonly registeredAt: Date;
  readonly seenAt: Date;
  readonly revokedAt: Date | null;
}

/** Devices on which somebody of these scopes has signed in, the latest seen first. For the owner's connection. */
export async function devicesOf(owner: Queryable, scopes: readonly string[]): Promise<RegisteredDevice[]> {
  const answer = await owner.query<DeviceRow>(
    `select d.id, d.name, array_agg(distinct p.name) as people,
       d.registered_at as "registeredAt", d.seen_at as "seenAt", d.revoked_at as "revokedAt"
     from minh_tra.devices d
     join minh_tra.sessions s on s.device_id = d.id
     join minh_tra.people p on p.id = s.person_id
     where p.scope = any ($1)
     group by d.id order by d.seen_at desc, d.id limit 1000`,
    [scopes],
  );
  return answer.rows.map((row) => ({
    ...row,
    registeredAt: row.registeredAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }));
}

/**
 * Revokes a device whose first user is of these scopes; false when there is none. Whoever else names its id afterwards, which
 * stands in every document, does not make it their own. For the owner's connection.
 */
export async function revoke(
  owner: Queryable,
  deviceId: string,
  scopes: readonly string[],
  at: Date,
): Promise<boolean> {
  const answer = await owner.query(
    `update minh_tra.devices d set revoked_at = coalesce(d.revoked_at, $3)
     where d.id = $1 and $2::text[] @> array(
       select p.scope from minh_tra.sessions s join minh_tra.people p on p.id = s.person_id
       where s.device_id = d.id order by s.started_at, s.id limit 1)
       and exists (select from minh_tra.sessions s where s.device_id = d.id)`,
    [deviceId, scopes, at],
  );
  return answer.rowCount === 1;
}

/** Forgets what would open the device's data once more. For the owner's connection. */
export async function forgetRecoverySecrets(owner: Queryable, deviceId: string): Promise<void> {
  await owner.query('delete from minh_tra.recovery_secrets where device_id = $1', [deviceId]);
}
