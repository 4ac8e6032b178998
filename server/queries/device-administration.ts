import type { RegisteredDevice } from '../../shared/protocol/devices.ts';
import type { Queryable } from '../database/connections.ts';

/** Whom an administrator looks after. */
export interface Administered {
  readonly scopes: readonly string[];
  /** All units: also of what nobody is known to have registered. */
  readonly isEverything: boolean;
}

interface DeviceRow {
  readonly id: string;
  readonly name: string;
  readonly people: string[];
  readonly registeredAt: Date;
  readonly seenAt: Date;
  readonly revokedAt: Date | null;
  readonly isOwn: boolean;
}

/** The one rule of whose a device is: that of the unit which registered it, whoever else has signed in there. */
const isOwn = 'coalesce(d.registered_scope = any ($1), $2::boolean)';

/** Devices that these scopes registered, or on which somebody of theirs has signed in, the latest seen first. For the owner's connection. */
export async function devicesOf(owner: Queryable, { scopes, isEverything }: Administered): Promise<RegisteredDevice[]> {
  const answer = await owner.query<DeviceRow>(
    `select d.id, d.name, coalesce(array_agg(distinct p.name) filter (where p.id is not null), '{}') as people,
       d.registered_at as "registeredAt", d.seen_at as "seenAt", d.revoked_at as "revokedAt", ${isOwn} as "isOwn"
     from minh_tra.devices d
     left join (minh_tra.sessions s join minh_tra.people p on p.id = s.person_id and p.scope = any ($1))
       on s.device_id = d.id
     where ${isOwn} or p.id is not null
     group by d.id order by d.seen_at desc, d.id limit 1000`,
    [scopes, isEverything],
  );
  return answer.rows.map(({ isOwn, ...row }) => ({
    ...row,
    registeredAt: row.registeredAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    revocation: isOwn ? 'device' : 'people',
  }));
}

/** Revokes a device that these scopes registered; false when they did not. For the owner's connection. */
export async function revoke(
  owner: Queryable,
  deviceId: string,
  { scopes, isEverything }: Administered,
  at: Date,
): Promise<boolean> {
  const answer = await owner.query(
    `update minh_tra.devices d set revoked_at = coalesce(d.revoked_at, $4) where d.id = $3 and ${isOwn}`,
    [scopes, isEverything, deviceId, at],
  );
  return answer.rowCount === 1;
}

/**
 * Revokes the sessions of these scopes' people on a device, those too that have ended: whoever shows a token of one hears
 * that the laptop is lost. Answers their ids. For the owner's connection.
 */
export async function revokeSessions(
  owner: Queryable,
  deviceId: string,
  { scopes }: Administered,
  at: Date,
): Promise<string[]> {
  const answer = await owner.query<{ id: string }>(
    `update minh_tra.sessions s set ended_at = coalesce(s.ended_at, $3), end_reason = 'revoked'
     from minh_tra.people p where p.id = s.person_id and s.device_id = $1 and p.scope = any ($2) returning s.id`,
    [deviceId, scopes, at],
  );
  return answer.rows.map(({ id }) => id);
}

/** Forgets what would open the device's data once more; only that of these scopes' people, where they are given. For the owner's connection. */
export async function forgetRecoverySecrets(
  owner: Queryable,
  deviceId: string,
  scopes: readonly string[] | null,
): Promise<void> {
  await owner.query(
    `delete from minh_tra.recovery_secrets r using minh_tra.people p
     where r.device_id = $1 and p.id = r.person_id and ($2::text[] is null or p.scope = any ($2))`,
    [deviceId, scopes],
  );
}
