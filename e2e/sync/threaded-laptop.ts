import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { TestServer } from '../../server/testing/test-server.ts';
import { type Network, openNetwork } from '../network.ts';
import type { LaptopCalls, LaptopInput, LaptopReply, LaptopRequest } from './laptop-messages.ts';

/** A laptop in a thread of its own: RxDB opens no more than 16 collections in one. */
export interface ThreadedLaptop extends LaptopCalls {
  readonly network: Network;
  readonly personId: string;
  readonly deviceId: string;
}

/** Opens what stands between a laptop and its network. */
export type OpenWire = (target: string) => Promise<Wire>;
interface Wire {
  readonly url: string;
  readonly certificate: string;
  close(): Promise<void>;
}

export async function openThreadedLaptop(
  server: Pick<TestServer, 'url' | 'signIn'>,
  username: string,
  openWire?: OpenWire,
): Promise<ThreadedLaptop> {
  const network = await openNetwork(server.url);
  const wire = await openWire?.(network.url);
  const { person, deviceId, leaseEndsAt, accessToken, refreshToken, replica } = await server.signIn(username);
  const folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-laptop-'));
  const key = randomBytes(32).toString('hex');
  const session = { person, deviceId, leaseEndsAt, accessToken, refreshToken, replica };
  const { url, certificate } = wire ?? { url: network.url, certificate: null };
  const workerData: LaptopInput = { url, certificate, session, folder, key };
  const thread = new Worker(new URL('./laptop-thread.ts', import.meta.url), { workerData });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;

  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  thread.on('error', fail);
  thread.on('message', (reply: LaptopReply) => {
    const call = waiting.get(reply.call);
    waiting.delete(reply.call);
    if ('error' in reply) call?.reject(new Error(reply.error));
    else call?.resolve(reply.value);
  });
  const ask = (name: keyof LaptopCalls, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      thread.postMessage({ call: last, name, args } satisfies LaptopRequest);
    });
  const calls = new Proxy({} as LaptopCalls, {
    get:
      (_, name) =>
      (...args: unknown[]) =>
        ask(name as keyof LaptopCalls, args),
  });

  return {
    network,
    personId: person.id,
    deviceId,
    insert: calls.insert,
    answer: calls.answer,
    change: calls.change,
    remove: calls.remove,
    settle: calls.settle,
    documents: calls.documents,
    status: calls.status,
    synced: calls.synced,
    outbox: calls.outbox,
    setClock: calls.setClock,
    give: calls.give,
    take: calls.take,
    wake: calls.wake,
    restart: calls.restart,
    close: async () => {
      await calls.close();
      await thread.terminate();
      await wire?.close();
      await network.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
