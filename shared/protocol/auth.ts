import { type Static, Type } from 'typebox';
import { PublicKey } from '../schema/evidence.ts';
import { Person } from '../schema/people.ts';
import { plainText } from './text.ts';

const Token = Type.String({ minLength: 16, maxLength: 2_048 });
export const DeviceId = Type.String({ minLength: 8, maxLength: 40, pattern: '^[A-Za-z0-9_-]+$' });

/** POST /auth/sign-in: password, and the device that asks; registers the device for the person. */
export const SignInRequest = Type.Object(
  {
    username: plainText({ minLength: 1, maxLength: 80 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    deviceId: DeviceId,
    deviceName: plainText({ minLength: 1, maxLength: 80 }),
  },
  { additionalProperties: false },
);
export type SignInRequest = Static<typeof SignInRequest>;

/** A session: short access token (JWT), rotating refresh token, the person, when the off-line lease ends (ISO 8601). */
export const SessionReply = Type.Object(
  {
    accessToken: Token,
    accessExpiresAt: Type.String(),
    refreshToken: Token,
    person: Person,
    leaseEndsAt: Type.String(),
    /** To which bundles are sealed that the server alone is to open (X25519); an earlier server has none. */
    serverKey: Type.Optional(PublicKey),
    /**
     * 32 random bytes in base64url that the server keeps for this person on this device, sent at a sign-in by password
     * alone. The device wraps its data key under it once more, so that a forgotten PIN loses no unsent work.
     */
    recoverySecret: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })),
  },
  { additionalProperties: false },
);
export type SessionReply = Static<typeof SessionReply>;

/**
 * POST /auth/refresh: exchanges a refresh token once; a second use ends the person's session there. It tells by which key the
 * person signs on that device, so that the server knows the key before anything that is signed with it comes; and to which key
 * colleagues seal what is meant for them there.
 */
export const RefreshRequest = Type.Object(
  {
    refreshToken: Token,
    deviceId: DeviceId,
    signingKey: Type.Optional(PublicKey),
    sealingKey: Type.Optional(PublicKey),
  },
  { additionalProperties: false },
);
export type RefreshRequest = Static<typeof RefreshRequest>;

/** POST /auth/sign-out: ends the session of this refresh token. */
export const SignOutRequest = Type.Object({ refreshToken: Token, deviceId: DeviceId }, { additionalProperties: false });
export type SignOutRequest = Static<typeof SignOutRequest>;
