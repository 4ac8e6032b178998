import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** A request that is under way when the server stops has so long to be answered. */
const graceMs = 10_000;

/** Lets the server stop: Node itself waits for connections on which nothing was ever asked, as browsers open in advance. */
export function stopPromptly(app: FastifyInstance): void {
  const unused = new Set<Socket>();
  app.server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }) => unused.delete(socket));
  app.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy();
    setTimeout(() => app.server.closeAllConnections(), graceMs).unref();
  });
}
