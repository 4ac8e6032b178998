import { type Static, Type } from 'typebox';
import { DeviceId } from './auth.ts';

/** A device as an administrator sees it. Times are ISO 8601. */
export const RegisteredDevice = Type.Object(
  {
    id: DeviceId,
    name: Type.String(),
    /** Names of the people of the administrator's scopes who have signed in on it. */
    people: Type.Array(Type.String()),
    registeredAt: Type.String(),
    seenAt: Type.String(),
    revokedAt: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type RegisteredDevice = Static<typeof RegisteredDevice>;

/** GET /devices */
export const DevicesReply = Type.Object({ devices: Type.Array(RegisteredDevice) }, { additionalProperties: false });

/** POST /devices/:deviceId/revoke: a lost device; at its next contact it destroys its keys. */
export const DeviceParams = Type.Object({ deviceId: DeviceId }, { additionalProperties: false });
