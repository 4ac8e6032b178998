import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from '../../shared/problem/problem.ts';
import {
  clockHeader,
  epochHeader,
  protocolHeader,
  protocolVersion,
  replicaHeader,
  serverHeader,
} from '../../shared/protocol/version.ts';
import type { Context } from '../services/context.ts';
import { callerOf } from './access.ts';

const replicaPattern = /^[A-Za-z0-9_-]{8,64}$/;

/**
 * The headers of the protocol on every answer, and the refusal of a client that speaks another version or has met the
 * database before it was restored.
 */
export function speakProtocol(app: FastifyInstance, context: Context): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(protocolHeaders(context));
    const asked = request.headers[protocolHeader];
    if (asked === undefined) return;
    const version = Number(asked);
    if (!Number.isInteger(version)) throw new ProblemError('request.invalid', { field: protocolHeader });
    if (version < protocolVersion) throw new ProblemError('server.newer', { protocol: protocolVersion });
    if (version > protocolVersion) throw new ProblemError('server.older', { protocol: protocolVersion });
    const met = request.headers[epochHeader];
    // Who has met the database before it was restored gives back what it lost, and nothing else.
    if (request.routeOptions.config.afterRestore) return;
    if (met !== undefined && met !== context.epoch) throw new ProblemError('server.restored', { epoch: 'another' });
  });
}

export function protocolHeaders(context: Context): Record<string, string> {
  return {
    [serverHeader]: 'minh-tra',
    [protocolHeader]: String(protocolVersion),
    [clockHeader]: String(context.now()),
    [epochHeader]: context.epoch,
  };
}

/**
 * The asking replica, by its person's id and its own: nobody passes for a colleague's, which would not be told of what it is
 * said to have written. Undefined when the client names none.
 */
export function replicaOf(request: FastifyRequest): string | undefined {
  const replica = request.headers[replicaHeader];
  if (replica === undefined) return undefined;
  if (typeof replica === 'string' && replicaPattern.test(replica)) return `${callerOf(request).person.id} ${replica}`;
  throw new ProblemError('request.invalid', { field: replicaHeader });
}
