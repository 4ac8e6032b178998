import { hashRaw } from '@node-rs/argon2';
import { type Static, Type } from 'typebox';
import { forget, randomBuffer, seal, unseal } from '../../../sealed/cipher.ts';

/** What Argon2id costs. Bounds keep a damaged file from asking for all memory. */
export const PinCost = Type.Object(
  {
    memoryKiB: Type.Integer({ minimum: 8, maximum: 1_048_576 }),
    passes: Type.Integer({ minimum: 1, maximum: 64 }),
    /** Threads that share the work; 1 where none is said. Who tries PINs gains nothing by them, who knows it waits less. */
    lanes: Type.Optional(Type.Integer({ minimum: 1, maximum: 8 })),
  },
  { additionalProperties: false },
);
export type PinCost = Static<typeof PinCost>;

/** 0.3 to 0.5 s of one core where it was measured, 0.16 s on two. */
export const pinCost: PinCost = { memoryKiB: 65_536, passes: 12, lanes: 2 };

/** How the data key is sealed under the PIN: Argon2id's cost and salt, and the sealed key; both texts in base64. */
export interface PinWrap {
  readonly cost: PinCost;
  readonly salt: string;
  readonly sealed: string;
}

/** Argon2id (the library's default) over the PIN in Unicode NFC: 256 bits. Runs on threads of its own. */
async function keyOfPin(pin: string, salt: Uint8Array, cost: PinCost): Promise<Buffer> {
  return hashRaw(Buffer.from(pin.normalize('NFC'), 'utf8'), {
    memoryCost: cost.memoryKiB,
    timeCost: cost.passes,
    parallelism: cost.lanes ?? 1,
    outputLen: 32,
    salt,
  });
}

/** Seals the data key under a PIN with a new salt. `context` must be the same at opening. */
export async function wrapByPin(dataKey: Uint8Array, pin: string, cost: PinCost, context: string): Promise<PinWrap> {
  const salt = randomBuffer(16);
  const key = await keyOfPin(pin, salt, cost);
  const sealed = seal(key, dataKey, context);
  forget(key);
  return { cost, salt: salt.toString('base64'), sealed: sealed.toString('base64') };
}

/** The data key, or null when the PIN is not the one. */
export async function unwrapByPin(wrap: PinWrap, pin: string, context: string): Promise<Buffer | null> {
  const key = await keyOfPin(pin, Buffer.from(wrap.salt, 'base64'), wrap.cost);
  const dataKey = unseal(key, Buffer.from(wrap.sealed, 'base64'), context);
  forget(key);
  return dataKey;
}
