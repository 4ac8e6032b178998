import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { longestSendingMs } from '../../../shared/protocol/patience.ts';
import type { PushReply } from '../../../shared/protocol/sync.ts';
import { Lanes } from './lanes.ts';
import { Link } from './link.ts';
import { type Row, Sender } from './sender.ts';
import { ServerApi } from './server-api.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const rows = Array.from({ length: 10 }, (_, at) => ({ newDocumentState: { id: `d${at}`, _deleted: false } }) as Row);

it('on a line that carries no more than one document before the wait is over, all of them arrive one by one', async () => {
  const sizes: number[] = [];
  const push: ServerApi['push'] = async (_collection, { length }): Promise<PushReply> => {
    sizes.push(length);
    if (length > 1) throw new ProblemError('server.away');
    return { answers: [], receipts: ['r'] };
  };
  const received = vi.fn();
  const link = new Link(() => 0);
  const sender = new Sender('cases', { push } as ServerApi, link, new Lanes(1), { received, refused: async () => {} });
  const sent = sender.send(rows);
  await vi.runAllTimersAsync();
  expect(await sent).toEqual([]);
  expect(sizes.slice(0, 5)).toEqual([10, 5, 3, 2, 1]);
  expect(sizes.filter((size) => size === 1)).toHaveLength(10);
  link.close();
});

it('a push whose line is dead is given up after minutes, however long it is', async () => {
  const asked: AbortSignal[] = [];
  const fetch = (_url: unknown, init?: RequestInit) => {
    const signal = init?.signal as AbortSignal;
    asked.push(signal);
    return new Promise<Response>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  };
  const api = new ServerApi('http://x', fetch as typeof globalThis.fetch);
  const random = Array.from(crypto.getRandomValues(new Uint8Array(60_000)), (byte) => byte.toString(16)).join('');
  const large = Array.from({ length: 20 }, (_, at) => ({
    base: null,
    document: { id: `${at}`, _deleted: false, random },
  }));
  const result = expect(api.push('cases', large, new AbortController().signal)).rejects.toMatchObject({
    code: 'server.away',
  });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]?.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(30_000 + longestSendingMs);
  await result;
});
