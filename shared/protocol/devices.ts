import { type Static, Type } from 'typebox';
import { DeviceId } from './auth.ts';

/**
 * What a revocation comes to. `device`: all of it, which the administrator's units registered. `people`: it is another unit's;
 * the sessions of the administrator's own people on it end, and through their tokens it hears that it is lost.
 */
const Revocation = Type.Enum(['device', 'people']);

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
    /** What its revocation by this administrator would come to. */
    revocation: Revocation,
  },
  { additionalProperties: false },
);
export type RegisteredDevice = Static<typeof RegisteredDevice>;

/** GET /devices */
export const DevicesReply = Type.Object({ devices: Type.Array(RegisteredDevice) }, { additionalProperties: false });

/** POST /devices/:deviceId/revoke: a lost device; at its next contact it destroys its keys. */
export const RevokedReply = Type.Object({ revoked: Revocation }, { additionalProperties: false });
export type RevokedReply = Static<typeof RevokedReply>;
export const DeviceParams = Type.Object({ deviceId: DeviceId }, { additionalProperties: false });
