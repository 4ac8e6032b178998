import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { longestSendingMs } from '../../../shared/protocol/patience.ts';
import { centralServer } from './central-server.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Half-open: it takes what is sent, and nothing ever comes back. */
const fetch = (_url: string, { signal }: RequestInit) =>
  new Promise<Response>((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
const answerLimitMs = 30_000;

it.each([
  [60_000, answerLimitMs + 60_000],
  [16_000_000, answerLimitMs + longestSendingMs],
])('a body of %d bytes that is never answered is given up after %d ms', async (bytes, limitMs) => {
  const central = centralServer({ baseUrl: 'http://x', fetch, answerLimitMs });
  let code = 'none';
  const asked = central.ask({ method: 'POST', path: 'sync/cases', body: new Uint8Array(bytes) });
  asked.catch((thrown) => {
    code = thrown.code;
  });
  await vi.advanceTimersByTimeAsync(limitMs - 1);
  expect(code).toBe('none');
  await vi.advanceTimersByTimeAsync(1);
  expect(code).toBe('server.away');
});
