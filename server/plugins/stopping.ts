import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../../shared/problem/problem.ts';

/** A request that is under way when the server stops has so long to be answered. */
const graceMs = 10_000;

/**
 * Lets the server stop in bounded time, and loses no request: what has begun is answered, what comes on an open connection
 * meanwhile is refused as passing, and every answer shuts its connection. Node itself waits for connections on which
 * nothing was ever asked, as browsers open in advance.
 */
export function stopPromptly(app: FastifyInstance): void {
  const unused = new Set<Socket>();
  let isStopping = false;
  app.server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }) => unused.delete(socket));
  app.addHook('onRequest', async () => {
    if (isStopping) throw new ProblemError('server.failed');
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isStopping) reply.header('connection', 'close');
  });
  app.addHook('preClose', async () => {
    isStopping = true;
    for (const socket of unused) socket.destroy();
    setTimeout(() => app.server.closeAllConnections(), graceMs).unref();
  });
}
