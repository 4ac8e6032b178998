import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { RefreshRequest, SessionReply, SignInRequest, SignOutRequest } from '../../shared/protocol/auth.ts';
import type { Context } from '../services/context.ts';
import { refresh, signOut } from '../services/session.ts';
import { signIn } from '../services/sign-in.ts';

const smallBody = 16_384;

/** Sessions: by password, by refresh token, and their end. */
export function authRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<TypeBoxTypeProvider>();
  const common = { config: { access: 'anyone' as const }, bodyLimit: smallBody };

  routes.post(
    '/auth/sign-in',
    { ...common, schema: { tags: ['auth'], body: SignInRequest, response: { 200: SessionReply } } },
    (request) => signIn(context, request.body, request.ip),
  );

  routes.post(
    '/auth/refresh',
    { ...common, schema: { tags: ['auth'], body: RefreshRequest, response: { 200: SessionReply } } },
    (request) => refresh(context, request.body),
  );

  routes.post(
    '/auth/sign-out',
    { ...common, schema: { tags: ['auth'], body: SignOutRequest, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await signOut(context, request.body);
      return reply.code(204).send(null);
    },
  );
}
