import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Running } from '../../build/system/running.ts';

/** A wire in front of a server that counts what passes over it, headers included. */
export interface CountingProxy {
  readonly url: string;
  /** Bytes both ways since the last time. */
  take(): { readonly up: number; readonly down: number };
}

export async function openCountingProxy(target: string, running: Running): Promise<CountingProxy> {
  const { hostname, port, pathname } = new URL(target);
  const sockets = new Set<Socket>();
  let up = 0;
  let down = 0;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.on('data', (chunk: Buffer) => {
      up += chunk.byteLength;
    });
    far.on('data', (chunk: Buffer) => {
      down += chunk.byteLength;
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await running.add(async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  const own = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${own}${pathname === '/' ? '' : pathname}`,
    take() {
      const taken = { up, down };
      up = 0;
      down = 0;
      return taken;
    },
  };
}
