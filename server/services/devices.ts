import { readableScopes } from '../../shared/domain/permission/permission.ts';
import { ministryScope } from '../../shared/domain/permission/rules.ts';
import { ProblemError } from '../../shared/problem/problem.ts';
import type { RegisteredDevice, RevokedReply } from '../../shared/protocol/devices.ts';
import { type Queryable, transact } from '../database/connections.ts';
import {
  type Administered,
  devicesOf,
  forgetRecoverySecrets,
  revoke,
  revokeSessions,
} from '../queries/device-administration.ts';
import { announceEnded } from '../queries/notices.ts';
import { allScopes } from '../queries/people.ts';
import { endSessions } from '../queries/sessions.ts';
import { keyHoldersOn } from '../queries/signing-keys.ts';
import { addAuditLine } from './audit.ts';
import type { Context } from './context.ts';
import { publishKeys } from './directory.ts';
import type { Caller } from './session.ts';

/** Devices of the units, and of the people, whom an administrator looks after. */
export async function listDevices(context: Context, caller: Caller): Promise<RegisteredDevice[]> {
  return devicesOf(context.connections.owner, await administered(context, caller));
}

/**
 * Revokes a lost device: its sessions end at once, and nothing on the server helps to open its data any more. Of one that
 * another unit registered, only the sessions of the administrator's own people: whoever merely signs in with its id has no
 * part in it.
 */
export async function revokeDevice(context: Context, caller: Caller, deviceId: string): Promise<RevokedReply> {
  const own = await administered(context, caller);
  const at = new Date(context.now());
  const outcome = await transact(context.connections.owner, {}, async (client): Promise<RevokedReply> => {
    const revoked = (await revoke(client, deviceId, own, at)) ? 'device' : 'people';
    const ended = await (revoked === 'device' ? endAll(client, deviceId, at) : endOwn(client, deviceId, own, at));
    await announceEnded(client, ended);
    const kind = revoked === 'device' ? 'deviceRevoked' : 'sessionsRevoked';
    const details = { by: caller.person.id };
    await addAuditLine(client, context, { at, kind, personId: caller.person.id, deviceId, details });
    return { revoked };
  });
  await publishKeys(context, await keyHoldersOn(context.connections.owner, deviceId));
  return outcome;
}

async function endAll(client: Queryable, deviceId: string, at: Date): Promise<string[]> {
  const ended = await endSessions(client, { deviceId, reason: 'revoked', at });
  await forgetRecoverySecrets(client, deviceId, null);
  return ended;
}

/** Throws `notFound` where nobody of theirs has ever had a session: what is another unit's is not told of. */
async function endOwn(client: Queryable, deviceId: string, own: Administered, at: Date): Promise<string[]> {
  const ended = await revokeSessions(client, deviceId, own, at);
  if (ended.length === 0) throw new ProblemError('notFound');
  await forgetRecoverySecrets(client, deviceId, own.scopes);
  return ended;
}

async function administered(context: Context, { person }: Caller): Promise<Administered> {
  const scopes = readableScopes(person, await allScopes(context.connections.owner));
  return { scopes, isEverything: person.scope === ministryScope };
}
