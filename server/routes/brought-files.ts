import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { BroughtRef, BroughtReply } from '../../shared/protocol/brought-files.ts';
import { callerOf } from '../plugins/access.ts';
import { bringSlice, broughtOf, type Opened, openBrought } from '../services/brought-files.ts';
import type { Context } from '../services/context.ts';
import { tusRoutes } from './tus.ts';

const url = '/bundles/:sha256/:sizeBytes';

/** Files of bundles that are sealed for the server: in by tus, and opened once they are whole. */
export function broughtFileRoutes(app: FastifyInstance, context: Context): void {
  app.register(async (scope) => {
    tusRoutes(scope, {
      ...{ url, tag: 'sync', params: BroughtRef },
      uploadOf: (caller, asked) => broughtOf(context, caller, asked),
      takeSlice: (caller, asked, at, body) => bringSlice(context, caller, asked, at, body),
    });

    scope.withTypeProvider<TypeBoxTypeProvider>().post(
      url,
      {
        config: { access: 'signedIn' },
        schema: { tags: ['sync'], params: BroughtRef, response: { 200: Type.Unsafe<Opened>(BroughtReply) } },
      },
      async (request) => openBrought(context, callerOf(request), request.params),
    );
  });
}
