import type { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { BroughtRef, BroughtReply } from '../../shared/protocol/brought-files.ts';
import { mostSliceBytes, offsetHeader, sliceType } from '../../shared/protocol/uploads.ts';
import { callerOf } from '../plugins/access.ts';
import { bringSlice, broughtOf, type Opened, openBrought } from '../services/brought-files.ts';
import type { Context } from '../services/context.ts';
import { Offset, told } from './tus.ts';

const url = '/bundles/:sha256/:sizeBytes';

/** Files of bundles that are sealed for the server: in by tus, and opened once they are whole. */
export function broughtFileRoutes(app: FastifyInstance, context: Context): void {
  app.register(async (scope) => {
    // What a slice brings is written as it comes.
    scope.addContentTypeParser(sliceType, (_request, body, done) => done(null, body));
    const routes = scope.withTypeProvider<TypeBoxTypeProvider>();
    const config = { access: 'signedIn' as const };
    const tags = ['sync'];

    routes.head(url, { config, schema: { tags, params: BroughtRef } }, async (request, reply) =>
      told(reply, await broughtOf(context, callerOf(request), request.params))
        .code(200)
        .send(),
    );

    routes.patch(
      url,
      {
        config,
        bodyLimit: mostSliceBytes,
        schema: {
          tags,
          params: BroughtRef,
          headers: Offset,
          body: Type.Unsafe<Readable>({}),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const at = request.headers[offsetHeader];
        const upload = await bringSlice(context, callerOf(request), request.params, at, request.body);
        return told(reply, upload).code(204).send(null);
      },
    );

    routes.post(
      url,
      { config, schema: { tags, params: BroughtRef, response: { 200: Type.Unsafe<Opened>(BroughtReply) } } },
      async (request) => openBrought(context, callerOf(request), request.params),
    );
  });
}
