import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from '../../shared/problem/problem.ts';
import type { Role } from '../../shared/schema/people.ts';
import type { Context } from '../services/context.ts';
import { isSameSecret } from '../services/cryptography.ts';
import { authenticate, type Caller } from '../services/session.ts';

/** Who may call a route at all; every route must say so. */
export type Access = 'anyone' | 'signedIn' | 'operator' | { readonly roles: readonly Role[] };

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** Answers also those who have met the database before it was restored. */
    afterRestore?: boolean;
  }
  interface FastifyRequest {
    caller: Caller | null;
  }
}

export interface AccessOptions {
  readonly context: Context;
  /** Bearer token by which an operator's tools may ask from another machine; without it they ask from this one only. */
  readonly operatorToken: string | undefined;
}

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/** Refuses a route that does not say who may call it, and a request by somebody who may not, before its body is read. */
export function guardAccess(app: FastifyInstance, { context, operatorToken }: AccessOptions): void {
  app.decorateRequest('caller', null);
  app.addHook('onRoute', (route) => {
    if (!route.config?.access) throw new Error(`the route ${route.url} does not say who may call it`);
  });
  app.addHook('onRequest', async (request) => {
    const needed = request.routeOptions.config.access;
    if (!needed || needed === 'anyone') return;
    if (needed === 'operator') return assertOperator(request, operatorToken);
    const caller = await authenticate(context, bearerOf(request) ?? '');
    if (needed !== 'signedIn' && !needed.roles.includes(caller.person.role)) {
      throw new ProblemError('permission.denied', { rule: 'role' });
    }
    request.caller = caller;
  });
}

/** The caller of a route that asks for one. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new ProblemError('session.expired');
  return request.caller;
}

function assertOperator(request: FastifyRequest, token: string | undefined): void {
  if (token !== undefined && isSameSecret(bearerOf(request) ?? '', token)) return;
  // A proxy on this machine also comes from the loopback, but says for whom.
  const isLocal = loopback.test(request.socket.remoteAddress ?? '') && !('x-forwarded-for' in request.headers);
  if (!isLocal) throw new ProblemError('permission.denied', { rule: 'operator' });
}

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
}
