import { ProblemError } from '../../shared/problem/problem.ts';
import { transact } from '../database/connections.ts';
import { noteBroughtBack } from '../queries/sessions.ts';
import { addAuditLine } from './audit.ts';
import type { Context } from './context.ts';
import type { Caller } from './session.ts';

/**
 * A laptop has given back all that the restored database lacked; the audit log says so once a session and epoch. Throws
 * `server.restored` for another epoch: the database may have been restored once more meanwhile.
 */
export async function endGivingBack(context: Context, caller: Caller, epoch = context.epoch): Promise<void> {
  if (epoch !== context.epoch) throw new ProblemError('server.restored', { epoch: 'another' });
  const { person, deviceId, sessionId } = caller;
  await transact(context.connections.request, { person: person.id, device: deviceId }, async (client) => {
    if (!(await noteBroughtBack(client, sessionId, epoch))) return;
    const at = new Date(context.now());
    await addAuditLine(client, context, {
      at,
      kind: 'broughtBack',
      personId: person.id,
      deviceId,
      details: { epoch },
    });
  });
}
