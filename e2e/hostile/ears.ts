import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';

/** Listens on loopback, over TCP and UDP under one number, for what a window sends. */
export interface Ear {
  readonly port: number;
  /** What was heard first: `tcp`, `udp`, or both. */
  readonly heard: ReadonlySet<string>;
  /** Settles when something is heard. */
  readonly first: Promise<unknown>;
  /** Sends to itself what a window would send, and waits until it was heard. */
  knock(): Promise<void>;
  close(): void;
}

export async function openEar(): Promise<Ear> {
  const heard = new Set<string>();
  const tcp = createServer((socket) => {
    heard.add('tcp');
    socket.on('error', () => undefined).end();
  });
  await once(tcp.listen(0, '127.0.0.1'), 'listening');
  const { port } = tcp.address() as AddressInfo;
  const udp = createSocket('udp4').on('message', () => heard.add('udp'));
  udp.bind(port, '127.0.0.1');
  await once(udp, 'listening');
  const first = Promise.race([once(udp, 'message'), once(tcp, 'connection')]);
  return {
    port,
    heard,
    first,
    async knock() {
      const arrived = Promise.all([once(udp, 'message'), once(tcp, 'connection')]);
      const caller = createSocket('udp4');
      caller.send('knock', port, '127.0.0.1');
      connect(port, '127.0.0.1').on('error', () => undefined);
      await arrived;
      caller.close();
    },
    close() {
      tcp.close();
      udp.close();
    },
  };
}
