import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

const pem = (name: string) => readFileSync(path.join(import.meta.dirname, `loopback-${name}.pem`), 'utf8');
/** For 127.0.0.1 until 2126, and by nobody but itself: whoever connects is given it to trust. Its key protects nothing. */
export const certificate = pem('certificate');

/** A wire that carries TLS and may alter what it carries; its other end is a proxy that speaks plainly with the server. */
export interface CorruptingWire {
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  readonly certificate: string;
  /** How many bytes it has altered. */
  readonly altered: number;
  /** One bit is another in each of the next so many pieces of at least so many bytes that pass, whichever way. */
  alter(pieces: number, leastBytes: number): void;
  close(): Promise<void>;
}

/** `chooseByte` answers which of so many bytes is altered. */
export async function openCorruptingWire(
  target: string,
  chooseByte: (length: number) => number,
): Promise<CorruptingWire> {
  const sockets = new Set<Socket>();
  let altered = 0;
  let left = 0;
  let least = 0;

  const carry = (piece: Buffer): Buffer => {
    if (left === 0 || piece.byteLength < least) return piece;
    left -= 1;
    altered += 1;
    const at = chooseByte(piece.byteLength);
    const other = Buffer.from(piece);
    other[at] = (piece[at] ?? 0) ^ 1;
    return other;
  };
  const hold = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  /** Passes on what comes; an end that fails takes the other with it. */
  const join = (one: Socket, other: Socket, through: (piece: Buffer) => Buffer) => {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      from.on('data', (piece: Buffer) => {
        if (!to.write(through(piece))) from.pause();
      });
      to.on('drain', () => from.resume());
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  };

  const { hostname, port } = new URL(target);
  const proxy = createTlsServer({ cert: certificate, key: pem('key') }, (secure) =>
    join(hold(secure), hold(connect(Number(port), hostname)), (piece) => piece),
  );
  proxy.on('tlsClientError', () => undefined);
  const proxyPort = await listening(proxy);
  const wire = createServer((near) => join(hold(near), hold(connect(proxyPort, '127.0.0.1')), carry));
  const wirePort = await listening(wire);

  return {
    url: `https://127.0.0.1:${wirePort}`,
    certificate,
    get altered() {
      return altered;
    },
    alter(pieces, leastBytes) {
      left = pieces;
      least = leastBytes;
    },
    async close() {
      const closed = [wire, proxy].map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
