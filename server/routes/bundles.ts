import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { BundleReply, SignedBundle } from '../../shared/protocol/bundles.ts';
import { callerOf } from '../plugins/access.ts';
import { type Refused, readAuthored, takeBundle } from '../services/bundles.ts';
import type { Context } from '../services/context.ts';

interface Reply {
  readonly refused: readonly Refused[];
}

const bundleBodyLimit = 24 * 1024 * 1024;

/** What colleagues gave each other without a network. */
export function bundleRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<TypeBoxTypeProvider>();

  routes.post(
    '/sync/bundles',
    {
      config: { access: 'signedIn' },
      bodyLimit: bundleBodyLimit,
      schema: { tags: ['sync'], body: SignedBundle, response: { 200: Type.Unsafe<Reply>(BundleReply) } },
    },
    async (request) => {
      const caller = callerOf(request);
      return { refused: await takeBundle(context, caller, await readAuthored(context, caller, request.body)) };
    },
  );
}
