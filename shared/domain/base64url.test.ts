import { expect, it } from 'vitest';
import { base64url, bytesOfBase64url } from './base64url.ts';

it.each([0, 1, 2, 3, 31, 32, 33, 64])('gives %d bytes back, and writes them as everybody does', (length) => {
  const bytes = Uint8Array.from({ length }, (_, at) => (at * 151 + 251) % 256);
  expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
  expect(bytesOfBase64url(base64url(bytes))).toEqual(bytes);
});
