import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { deviceRoles } from '../../shared/domain/permission/rules.ts';
import { DeviceParams, DevicesReply, RevokedReply } from '../../shared/protocol/devices.ts';
import { callerOf } from '../plugins/access.ts';
import type { Context } from '../services/context.ts';
import { listDevices, revokeDevice } from '../services/devices.ts';

/** Devices, for the administrators of a unit or of the ministry. */
export function deviceRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<TypeBoxTypeProvider>();
  const config = { access: { roles: deviceRoles } };

  routes.get(
    '/devices',
    { config, schema: { tags: ['devices'], response: { 200: DevicesReply } } },
    async (request) => ({
      devices: await listDevices(context, callerOf(request)),
    }),
  );

  routes.post(
    '/devices/:deviceId/revoke',
    { config, schema: { tags: ['devices'], params: DeviceParams, response: { 200: RevokedReply } } },
    async (request) => revokeDevice(context, callerOf(request), request.params.deviceId),
  );
}
