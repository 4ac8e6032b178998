import type { IncomingMessage, Server } from 'node:http';
import type { FastifyHttpOptions, FastifyInstance } from 'fastify';
import type { Limits } from '../limits.ts';

/** Fastify's and Node's own limits. How long a whole request may take follows from its length: `endSlowBodies`. */
export function connectionOptions(limits: Limits) {
  return {
    connectionTimeout: limits.silenceMs,
    keepAliveTimeout: limits.keepAliveMs,
    maxRequestsPerSocket: limits.requestsAConnection,
    http: { headersTimeout: limits.headMs, requestTimeout: 0, connectionsCheckingInterval: limits.checkMs },
  } satisfies FastifyHttpOptions<Server>;
}

interface Arrival {
  readonly since: number;
  readonly bytesBefore: number;
}

/** Shuts connections over the limit, and those whose body only drips: silence alone is not what such a client keeps. */
export function endSlowBodies(app: FastifyInstance, limits: Limits): void {
  const arriving = new Map<IncomingMessage, Arrival>();
  app.server.maxConnections = limits.connections;
  app.server.on('request', (request) => {
    arriving.set(request, { since: performance.now(), bytesBefore: request.socket.bytesRead });
    request.once('close', () => arriving.delete(request));
  });
  const timer = setInterval(() => {
    for (const [request, arrival] of arriving) {
      if (request.complete) arriving.delete(request);
      else if (isTooSlow(request, arrival, limits)) request.socket.destroy();
    }
  }, limits.checkMs);
  timer.unref();
  app.addHook('onClose', async () => clearInterval(timer));
}

function isTooSlow(request: IncomingMessage, { since, bytesBefore }: Arrival, limits: Limits): boolean {
  const overMs = performance.now() - since - limits.bodyMs;
  return request.socket.bytesRead - bytesBefore < (overMs / 1_000) * limits.slowestBytesASecond;
}
