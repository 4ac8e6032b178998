import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { longestSendingMs } from '../../../shared/protocol/patience.ts';
import type { PushReply } from '../../../shared/protocol/sync.ts';
import { Lanes } from './lanes.ts';
import { Link } from './link.ts';
import { type Refused, type Row, Sender } from './sender.ts';
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

it('a document that no server takes is set aside with the reason before it is sent; the others arrive', async () => {
  const large = { newDocumentState: { id: 'large', _deleted: false, note: 'x'.repeat(3_000_000) } } as Row;
  const push = vi.fn(async (_collection: string, sent: readonly unknown[]): Promise<PushReply> => {
    return { answers: [], receipts: sent.map(() => 'r') };
  });
  const refused = vi.fn(async (_rows: readonly Refused[]) => {});
  const link = new Link(() => 0);
  const sender = new Sender('cases', { push } as Partial<ServerApi> as ServerApi, link, new Lanes(1), {
    received: () => {},
    refused,
  });
  expect(await sender.send([...rows.slice(0, 2), large, ...rows.slice(2)])).toEqual([]);
  const sent = push.mock.calls.flatMap(([, batch]) => batch);
  expect(sent).toEqual(rows.map(({ newDocumentState }) => ({ base: null, document: newDocumentState })));
  expect(refused.mock.calls.flat(2)).toMatchObject([
    { state: { id: 'large' }, problem: { code: 'request.tooLarge', details: { megabytes: 2 } } },
  ]);
  await sender.send([large]);
  expect(push).toHaveBeenCalledOnce();
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
