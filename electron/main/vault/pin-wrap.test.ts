import { argon2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { unseal } from '../../../sealed/cipher.ts';
import { pinCost, unwrapByPin, wrapByPin } from './pin-wrap.ts';

describe('the wrap by PIN', () => {
  it('costs 64 MiB and twelve passes, on two threads', () => {
    expect(pinCost).toEqual({ memoryKiB: 65_536, passes: 12, lanes: 2 });
  });

  it.each([
    ['on one thread where none is said', {}, 1],
    ['on two', { lanes: 2 }, 2],
  ])('is Argon2id and AES-256-GCM, %s', async (_, lanes, parallelism) => {
    const dataKey = Buffer.alloc(32, 7);
    const wrap = await wrapByPin(dataKey, '274951', { memoryKiB: 1_024, passes: 3, ...lanes }, 'here');
    const key = argon2Sync('argon2id', {
      message: '274951',
      nonce: Buffer.from(wrap.salt, 'base64'),
      memory: 1_024,
      passes: 3,
      parallelism,
      tagLength: 32,
    });
    expect(unseal(key, Buffer.from(wrap.sealed, 'base64'), 'here')).toEqual(dataKey);
  });

  it('has a new salt each time, and is bound to its place', async () => {
    const cost = { memoryKiB: 64, passes: 1 };
    const dataKey = Buffer.alloc(32, 7);
    const first = await wrapByPin(dataKey, '274951', cost, 'here');
    const second = await wrapByPin(dataKey, '274951', cost, 'here');
    expect(first.salt).not.toBe(second.salt);
    expect(await unwrapByPin(first, '274951', 'there')).toBeNull();
    expect(await unwrapByPin(first, '274952', 'here')).toBeNull();
    expect(await unwrapByPin(first, '274951', 'here')).toEqual(dataKey);
  });
});
