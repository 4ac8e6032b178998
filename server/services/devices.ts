import { readableScopes } from '../../shared/domain/permission/permission.ts';
import { ProblemError } from '../../shared/problem/problem.ts';
import type { RegisteredDevice } from '../../shared/protocol/devices.ts';
import { transact } from '../database/connections.ts';
import { devicesOf, forgetRecoverySecrets, revoke } from '../queries/device-administration.ts';
import { announceEnded } from '../queries/notices.ts';
import { allScopes } from '../queries/people.ts';
import { endSessions } from '../queries/sessions.ts';
import { addAuditLine } from './audit.ts';
import type { Context } from './context.ts';
import type { Caller } from './session.ts';

/** Devices of the people whom an administrator looks after. */
export async function listDevices(context: Context, caller: Caller): Promise<RegisteredDevice[]> {
  return devicesOf(context.connections.owner, await administered(context, caller));
}

/** Revokes a lost device: its sessions end at once, and nothing on the server helps to open its data any more. */
export async function revokeDevice(context: Context, caller: Caller, deviceId: string): Promise<void> {
  const scopes = await administered(context, caller);
  const at = new Date(context.now());
  await transact(context.connections.owner, {}, async (client) => {
    if (!(await revoke(client, deviceId, scopes, at))) throw new ProblemError('notFound');
    const ended = await endSessions(client, { deviceId, reason: 'revoked', at });
    await forgetRecoverySecrets(client, deviceId);
    await announceEnded(client, ended);
    const details = { by: caller.person.id };
    await addAuditLine(client, context, { at, kind: 'deviceRevoked', personId: caller.person.id, deviceId, details });
  });
}

async function administered(context: Context, caller: Caller): Promise<string[]> {
  return readableScopes(caller.person, await allScopes(context.connections.owner));
}
