import { describe, expect, it } from 'vitest';
import { forget, keyBelow, randomKey, seal, unseal } from './cipher.ts';
import { addressOf, chunkBytes, newFileCipher } from './file-cipher.ts';

const closed = expect.objectContaining({ code: 'database.closed' });

describe('a key that was overwritten', () => {
  it('seals, opens and derives nothing more: a key of zeros would', () => {
    const key = randomKey();
    const sealed = seal(key, Buffer.from('chứng cứ'), 'test');
    forget(key);
    expect(key).toEqual(Buffer.alloc(32));
    for (const use of [
      () => seal(key, Buffer.from('chứng cứ'), 'test'),
      () => unseal(key, sealed, 'test'),
      () => keyBelow(key, 'test'),
      () => addressOf(key, 'a'.repeat(64)),
      () => newFileCipher(key),
    ]) {
      expect(use).toThrow(closed);
    }
  });

  it('is that of a file as well once its cipher is closed', () => {
    const cipher = newFileCipher(randomKey());
    const sealed = Buffer.concat(cipher.sealChunk(0, false, Buffer.alloc(chunkBytes)));
    cipher.close();
    expect(() => cipher.sealChunk(1, false, Buffer.alloc(chunkBytes))).toThrow(closed);
    expect(() => cipher.openChunk(0, false, sealed)).toThrow(closed);
    expect(() => cipher.sealedHead('a'.repeat(64), 1)).toThrow(closed);
  });
});
